using ResNetMLNet.Pipelines.Common.CommandLine;

namespace ResNetMLNet.Pipelines.Common.Output;

/// <summary>
/// Keeps results that may have taken days: if the output folder cannot be written any more, a fresh folder of the system's
/// takes its place for all that is still to be written, so that no new file lies beside an old one.
/// </summary>
/// <param name="folder">The output folder.</param>
/// <param name="makeOther">Makes the folder that takes its place.</param>
internal sealed class ResultStore(OutputFolder folder, Func<OutputFolder> makeOther)
{
    private readonly List<string> _moved = [];
    private readonly List<string> _lost = [];
    private string? _cause;
    private OutputFolder? _other;
    private string? _otherCause;

    /// <summary>The full path of the output folder.</summary>
    public string FolderPath => folder.Path;

    /// <summary>Whether everything is in the output folder.</summary>
    public bool IsWhole => _cause is null;

    /// <summary>Where a file is that was written.</summary>
    public string PathOf(string name) => Path.Combine((_moved.Contains(name) ? _other! : folder).Path, name);

    /// <summary>Whether a file could be written in neither folder.</summary>
    public bool IsLost(string name) => _lost.Contains(name);

    /// <summary>Writes one file, to either folder.</summary>
    public void Write(string name, Action<Stream> write)
    {
        if (_cause is null)
        {
            _cause = CauseOf(() => folder.Write(name, write));
            if (_cause is null)
                return;
        }

        var cause = CauseOf(() => (_other ??= makeOther()).Write(name, write));
        _otherCause ??= cause;
        (cause is null ? _moved : _lost).Add(name);
    }

    /// <summary>Removes an earlier file of the output folder.</summary>
    public void Remove(string name) => _cause ??= CauseOf(() => File.Delete(Path.Combine(folder.Path, name)));

    /// <summary>What could not be written to the output folder, why, and where it is now.</summary>
    public string Describe()
    {
        var text = $"The output folder '{folder.Path}' could no longer be written: {_cause}";
        if (_moved.Count > 0)
            text += $" {List(_moved)} {(_moved.Count > 1 ? "are" : "is")} in '{_other!.Path}' instead: "
                + "move that to a safe place.";
        if (_lost.Count > 0)
        {
            text += $" {List(_lost)} could not be written to "
                + $"{(_other is null ? "the system's folder for temporary files" : $"'{_other.Path}'")} either: {_otherCause}";
        }

        return text;
    }

    private static string? CauseOf(Action write)
    {
        try
        {
            write();
            return null;
        }
        catch (Exception exception) when (OutputFolder.IsWriteError(exception))
        {
            return ErrorText.InnermostSentence(exception);
        }
    }

    private static string List(List<string> names) =>
        names.Count == 1 ? names[0] : $"{string.Join(", ", names[..^1])} and {names[^1]}";
}
