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

    /// <summary>Counts by reason what a folder leaves out.</summary>
    public void Add(PictureFolder folder)
    {
        _all.AddRange(folder.Omissions);
        foreach (var text in OmissionText.ByReason(folder.Omissions))
            console.WriteNotice($"left out: {text}");
    }

    /// <summary>Names the pictures that cannot be read, whether that was found in their first bytes or later.</summary>
    /// <exception cref="UserErrorException">They must not be skipped.</exception>
    public void Add(PictureFolder folder, IReadOnlyList<PictureOmission> unreadable)
    {
        _all.AddRange(unreadable);
        List<PictureOmission> all =
            [.. folder.Omissions.Where(omission => omission.Reason == PictureOmissionReason.Unreadable), .. unreadable];
        List(all);
        if (all.Count == 0)
            return;
        var total = $"{all.Count:N0} of {folder.Count + all.Count - unreadable.Count:N0} pictures cannot be read";
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
}
