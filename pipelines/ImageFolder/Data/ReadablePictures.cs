using Microsoft.ML;
using ResNetMLNet.Pipelines.Common.CommandLine;
using ResNetMLNet.Pipelines.Common.Output;
using ResNetMLNet.Transforms.Data;
using ResNetMLNet.Transforms.Pictures;

namespace ResNetMLNet.Pipelines.ImageFolder.Data;

/// <summary>Takes the pictures that can be read out of a folder, and tells of the others.</summary>
/// <param name="rules">What they are decoded by.</param>
/// <param name="leftOut">Is told of the others.</param>
/// <param name="console">Where the count is told.</param>
internal sealed class ReadablePictures(PictureRules rules, LeftOutPictures leftOut, ProgramConsole console)
{
    private readonly PictureCheck _check = new(rules);

    /// <summary>Looks for pictures in a folder, and tells of what it leaves out; none of them is decoded.</summary>
    /// <param name="ml">The context.</param>
    /// <param name="path">The folder.</param>
    /// <param name="option">The option that it was given by.</param>
    /// <param name="classNames">The classes that are known; null to take those of the folder.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <exception cref="UserErrorException">The folder is no folder of classes.</exception>
    public PictureFolder Find(
        MLContext ml, string path, string option, IReadOnlyList<string>? classNames, CancellationToken cancellationToken)
    {
        var folder = FolderSearch.Find(ml, path, option, classNames, console, cancellationToken);
        leftOut.Add(folder);
        return folder;
    }

    /// <summary>The pictures of a folder that can be read.</summary>
    /// <exception cref="UserErrorException">
    /// There are pictures that cannot be read and must not be skipped, or no picture of a class is left.
    /// </exception>
    public List<PictureRow> Check(PictureFolder folder, CancellationToken cancellationToken)
    {
        var faults = _check.Check([.. folder.Rows.Select(row => row.ImagePath)], console, cancellationToken);
        leftOut.Add(folder, Unreadable(folder.Rows, faults));
        var readable = Readable(folder.Rows, faults);
        RequireAllClasses(folder, readable);
        TellCount(folder, readable);
        return readable;
    }

    /// <summary>Some pictures of a folder that can be read, from all of it in equal steps.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="count">How many at most.</param>
    /// <param name="cancellationToken">Ends the check.</param>
    /// <exception cref="UserErrorException">There are pictures that cannot be read and must not be skipped, or no others.</exception>
    public List<PictureRow> Sample(PictureFolder folder, int count, CancellationToken cancellationToken)
    {
        var (readable, unreadable) = console.During(
            "Checking the pictures ...", _ => PictureSample.Take(folder.Rows, count, _check, cancellationToken));
        leftOut.Add(folder, unreadable);
        if (readable.Count == 0)
            throw new UserErrorException($"No picture in '{folder.Path}' can be read: replace them, or give another folder.");
        TellCount(folder, readable);
        return readable;
    }

    /// <summary>Those of pictures that could be read before that still can, told once.</summary>
    /// <param name="rows">The pictures.</param>
    /// <param name="name">What they are for, as validation or test.</param>
    /// <param name="cancellationToken">Ends the check.</param>
    public List<PictureRow> CheckAgain(IReadOnlyList<PictureRow> rows, string name, CancellationToken cancellationToken)
    {
        var faults = _check.Check([.. rows.Select(row => row.ImagePath)], console, cancellationToken);
        var lost = Unreadable(rows, faults);
        leftOut.List(lost);
        if (lost.Count > 0)
        {
            console.WriteNotice(
                $"{lost.Count:N0} of {rows.Count:N0} {name} pictures can no longer be read: the figures are those of the others.");
        }
        return Readable(rows, faults);
    }

    private static List<PictureRow> Readable(IReadOnlyList<PictureRow> rows, string?[] faults) =>
        [.. rows.Where((_, i) => faults[i] is null)];

    private static List<PictureOmission> Unreadable(IReadOnlyList<PictureRow> rows, string?[] faults) =>
    [
        .. rows.Zip(faults)
            .Where(pair => pair.Second is not null)
            .Select(pair => PictureCheck.Unreadable(pair.First.ImagePath, pair.Second!)),
    ];

    private void TellCount(PictureFolder folder, List<PictureRow> readable) => console.WriteNotice(
        $"{readable.Count:N0} pictures of {readable.Select(row => row.Label).Distinct().Count():N0} classes in {folder.Path}");

    private static void RequireAllClasses(PictureFolder folder, List<PictureRow> readable)
    {
        var read = readable.Select(row => row.Label).ToHashSet();
        var lost = folder.Rows.Select(row => row.Label).Distinct().Where(label => !read.Contains(label))
            .Select(label => folder.ClassNames[(int)label])
            .Concat(FoldersOfUnreadable(folder)).Select(name => $"'{name}'").ToList();
        if (lost.Count > 0)
        {
            throw new UserErrorException(
                $"Of {(lost.Count == 1 ? "the class" : "the classes")} {string.Join(", ", lost)} in '{folder.Path}' no picture "
                + "can be read: replace the pictures, or remove the folder.");
        }
    }

    /// <summary>Folders that are no class only because nothing in them can be read.</summary>
    private static IEnumerable<string> FoldersOfUnreadable(PictureFolder folder) =>
        from unreadable in folder.Omissions
        where unreadable.Reason == PictureOmissionReason.Unreadable
        group unreadable by Path.GetDirectoryName(unreadable.Path) into parent
        where folder.Omissions.Any(omission => omission.Reason == PictureOmissionReason.EmptyFolder && omission.Path == parent.Key)
        select Path.GetFileName(parent.Key);
}
