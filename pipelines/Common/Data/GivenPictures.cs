using ResNetMLNet.Pipelines.Common.CommandLine;
using ResNetMLNet.Pipelines.Common.Output;
using ResNetMLNet.Transforms.Data;
using ResNetMLNet.Transforms.Scoring;

namespace ResNetMLNet.Pipelines.Common.Data;

/// <summary>The pictures to score: files, those of folders, and those of a list; found as they are asked for.</summary>
/// <param name="paths">Files and folders.</param>
/// <param name="list">The list, <c>-</c> for standard input; null for none.</param>
/// <param name="console">Where standard input is read and is told what folders have besides.</param>
internal sealed class GivenPictures(IReadOnlyList<string> paths, string? list, ProgramConsole console)
{
    private const string StandardInput = "-";

    private readonly SortedDictionary<PictureOmissionReason, (long Count, PictureOmission Example)> _leftOut = [];

    /// <summary>Whether the command line does not say which and how many they are.</summary>
    public bool AreFound => list is not null || Folders.Any();

    /// <summary>How many files and folders cannot be opened by their names, or cannot be listed; each was told.</summary>
    public long UnreadableCount { get; private set; }

    private IEnumerable<string> Folders => paths.Where(Directory.Exists);

    /// <summary>The files in their order; those of standard input as they come, of all else as many as are scored at once.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="UserErrorException">The list cannot be read.</exception>
    public IEnumerable<string[]> Batches(CancellationToken cancellationToken)
    {
        var files = paths.SelectMany(path => Directory.Exists(path) ? PictureTree.Files(path, Omit, cancellationToken) : [path]);
        var listed = list is null or StandardInput ? [] : FolderEntries.Until(Named(Lines(list)), cancellationToken);
        IEnumerable<string[]> coming =
            list == StandardInput ? ComingLines.Groups(console.OpenInput(), ScoringBatch.Largest, cancellationToken) : [];
        return files.Concat(listed).Chunk(ScoringBatch.Largest).Concat(coming.Select(lines => Named(lines).ToArray()));
    }

    /// <summary>Tells how much is left out, once all pictures were asked for.</summary>
    /// <param name="count">How many pictures there were.</param>
    /// <exception cref="UserErrorException">There is no picture in folders.</exception>
    public void TellLeftOut(long count)
    {
        foreach (var (omissions, example) in _leftOut.Values)
            console.WriteNotice($"left out: {OmissionText.Of(omissions, example)}");
        if (count == 0 && list is null)
        {
            var folders = string.Join(", ", Folders.Select(folder => $"'{folder}'"));
            throw new UserErrorException($"There is no picture in {folders}: give a folder with pictures.");
        }
    }

    private static IEnumerable<string> Named(IEnumerable<string> lines) => lines.Where(line => line.Length > 0);

    private static IEnumerable<string> Lines(string list)
    {
        try
        {
            return File.ReadLines(list);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException(
                $"The list '{list}' cannot be read: {ErrorText.InnermostSentence(exception)} Check {Options.ListName}.", exception);
        }
    }

    private void Omit(PictureOmission omission)
    {
        if (omission.Reason == PictureOmissionReason.Unreadable)
        {
            UnreadableCount++;
            console.WriteError(PlainWriter.Line($"'{omission.Path}' is left out: {omission.Explanation}."));
            return;
        }
        var (count, example) = _leftOut.GetValueOrDefault(omission.Reason, (0, omission));
        _leftOut[omission.Reason] = (count + 1, example);
    }
}
