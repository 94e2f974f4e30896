using ResNetMLNet.Pipelines.Common.CommandLine;
using ResNetMLNet.Pipelines.Common.Output;
using ResNetMLNet.Pipelines.ImageFolder.CommandLine;

namespace ResNetMLNet.Pipelines.ImageFolder.Data;

/// <summary>Takes the pictures that can be read out of a folder, and tells of the others.</summary>
/// <param name="settings">What is done about pictures that cannot be read.</param>
/// <param name="console">Where they are listed.</param>
internal sealed class ReadablePictures(PictureSettings settings, ProgramConsole console)
{
    /// <summary>Looks for pictures in a folder, and tells of what it leaves out; none of them is opened.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="option">The option that it was given by.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <exception cref="UserErrorException">The folder is no folder of classes.</exception>
    public PictureFolder Find(string path, string option, CancellationToken cancellationToken)
    {
        var folder = console.During(
            $"Looking for pictures in {path} ...", _ => PictureFolder.Scan(path, option, cancellationToken));
        foreach (var note in folder.Notes)
            console.WriteNotice($"note: {note}");
        return folder;
    }

    /// <summary>The pictures of a folder that can be read.</summary>
    /// <exception cref="UserErrorException">
    /// There are pictures that cannot be read and must not be skipped, or no picture of a class is left.
    /// </exception>
    public List<ImageRow> Check(PictureFolder folder, CancellationToken cancellationToken)
    {
        var files = folder.Rows.Select(row => row.ImagePath).ToList();
        var faults = new PictureCheck(settings.MostPixels).Check(files, console, cancellationToken);
        Tell(files, faults);
        var readable = folder.Rows.Where((_, i) => faults[i] is null).ToList();
        RequireAllClasses(folder, readable);
        console.WriteNotice($"{readable.Count:N0} pictures of {folder.ClassNames.Count:N0} classes in {folder.Path}");
        return readable;
    }

    /// <summary>Those of pictures that could be read before that still can, told once.</summary>
    /// <param name="rows">The pictures.</param>
    /// <param name="name">What they are for, as validation or test.</param>
    /// <param name="cancellationToken">Ends the check.</param>
    public List<ImageRow> CheckAgain(IReadOnlyList<ImageRow> rows, string name, CancellationToken cancellationToken)
    {
        var files = rows.Select(row => row.ImagePath).ToList();
        var faults = new PictureCheck(settings.MostPixels).Check(files, console, cancellationToken);
        var count = List(files, faults);
        if (count > 0)
        {
            console.WriteNotice(
                $"{count:N0} of {files.Count:N0} {name} pictures can no longer be read: the figures are those of the others.");
        }
        return [.. rows.Where((_, i) => faults[i] is null)];
    }

    /// <summary>Names the pictures that cannot be read, and counts them.</summary>
    private int List(List<string> files, string?[] faults)
    {
        for (var i = 0; i < faults.Length; i++)
        {
            if (faults[i] is { } fault)
                console.WriteNotice($"unreadable: '{files[i]}': {fault}");
        }
        return faults.Count(fault => fault is not null);
    }

    private void Tell(List<string> files, string?[] faults)
    {
        var count = List(files, faults);
        if (count == 0)
            return;
        var total = $"{count:N0} of {files.Count:N0} pictures cannot be read";
        if (settings.RefusesUnreadable)
            throw new UserErrorException($"{total}: mend or remove them, or give --unreadable skip to do without.");
        console.WriteNotice($"{total} and are skipped; --unreadable refuse would stop here.");
    }

    private static void RequireAllClasses(PictureFolder folder, List<ImageRow> readable)
    {
        var lost = folder.ClassNames.Except(readable.Select(row => row.Label)).Select(name => $"'{name}'").ToList();
        if (lost.Count > 0)
        {
            throw new UserErrorException(
                $"Of {(lost.Count == 1 ? "the class" : "the classes")} {string.Join(", ", lost)} in '{folder.Path}' no picture "
                + "can be read: replace the pictures, or remove the folder.");
        }
    }
}
