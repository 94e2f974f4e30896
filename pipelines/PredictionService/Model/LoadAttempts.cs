using System.Diagnostics;

namespace ResNetMLNet.Pipelines.PredictionService.Model;

/// <summary>
/// Decides when a file is loaded: once where that succeeds, again and again where it fails, since the reason may pass without a
/// trace in the file: a lock, a permission, a want of memory.
/// </summary>
/// <param name="firstPause">The time to the second attempt; each further one takes twice as long.</param>
internal sealed class LoadAttempts(TimeSpan firstPause)
{
    // From here on it takes no longer.
    private static readonly TimeSpan LongPause = TimeSpan.FromMinutes(1);

    private readonly HashSet<string> _reasons = [];
    private FileState? _file;
    private TimeSpan? _pause;
    private long _failedAt;

    /// <summary>Whether a file is to be loaded now.</summary>
    public bool IsDue(FileState file) =>
        file != _file || (_pause is { } pause && Stopwatch.GetElapsedTime(_failedAt) >= pause);

    /// <summary>Tells that a file is loaded from now on, so that only another one is.</summary>
    public void Succeed(FileState file) => Begin(file);

    /// <summary>Tells that a file could not be loaded.</summary>
    /// <returns>Whether it is the first time that this file failed for this reason.</returns>
    public bool Fail(FileState file, string reason)
    {
        if (file != _file)
            Begin(file);
        _pause = _pause is not { } last ? firstPause : last < LongPause ? 2 * last : last;
        _failedAt = Stopwatch.GetTimestamp();
        return _reasons.Add(reason);
    }

    private void Begin(FileState file)
    {
        _file = file;
        _pause = null;
        _reasons.Clear();
    }
}
