using ResNetMLNet.Pipelines.Common.CommandLine;
using ResNetMLNet.Pipelines.Common.Output;
using ResNetMLNet.Transforms.Data;

namespace ResNetMLNet.Pipelines.ImageFolder.Data;

/// <summary>Keeps and tells what is left out of folders of pictures.</summary>
/// <param name="refuses">Whether a picture that cannot be read ends the program instead of being skipped.</param>
/// <param name="console">Where it is told.</param>
internal sealed class LeftOutPictures(bool refuses, ProgramConsole console)
{
    private readonly List<PictureOmission> _all = [];

    /// <summary>All that was left out so far.</summary>
    public IReadOnlyList<PictureOmission> All => _all;

    /// <summary>Counts by reason what a folder leaves out, and names the files whose first bytes cannot be read.</summary>
    public void Add(PictureFolder folder)
    {
        _all.AddRange(folder.Omissions);
        var unreadable = Unreadable(folder);
        foreach (var text in OmissionText.ByReason(folder.Omissions.Except(unreadable)))
            console.WriteNotice($"left out: {text}");
        List(unreadable);
    }

    /// <summary>Names the pictures that turned out later to be unreadable, and counts all.</summary>
    /// <exception cref="UserErrorException">They must not be skipped.</exception>
    public void Add(PictureFolder folder, IReadOnlyList<PictureOmission> unreadable)
    {
        _all.AddRange(unreadable);
        List(unreadable);
        var (before, later) = (Unreadable(folder).Count, unreadable.Count);
        if (before + later == 0)
            return;
        var total = $"{before + later:N0} of {folder.Count + before:N0} pictures cannot be read";
        if (refuses)
            throw new UserErrorException($"{total}: mend or remove them, or give --unreadable skip to do without.");
        console.WriteNotice($"{total} and are skipped; --unreadable refuse would stop here.");
    }

    /// <summary>Names pictures that cannot be read.</summary>
    public void List(IEnumerable<PictureOmission> unreadable)
    {
        foreach (var omission in unreadable)
            console.WriteNotice($"unreadable: '{omission.Path}': {omission.Explanation}");
    }

    private static List<PictureOmission> Unreadable(PictureFolder folder) =>
        [.. folder.Omissions.Where(omission => omission.Reason == PictureOmissionReason.Unreadable)];
}
