using System.Globalization;

namespace ResNetMLNet.Training.Callbacks;

/// <summary>The names of event files, by which TensorBoard finds and orders them.</summary>
internal static class EventFileName
{
    private const string Prefix = "events.out.tfevents.";

    private static int _count;

    /// <summary>A name that no other file has and that comes after those in the folder, even if a clock was set back.</summary>
    /// <param name="folder">The folder, which is there.</param>
    /// <param name="isFirst">Whether it has no event file yet.</param>
    public static string Next(string folder, out bool isFirst)
    {
        var others = Directory.EnumerateFiles(folder, Prefix + "*").Select(SecondsOf).ToList();
        isFirst = others.Count == 0;
        var seconds = others.Select(other => other + 1).Append(DateTimeOffset.UtcNow.ToUnixTimeSeconds()).Max();
        var number = Interlocked.Increment(ref _count);
        return Path.Combine(folder, string.Create(
            CultureInfo.InvariantCulture,
            $"{Prefix}{seconds:D10}.{Environment.MachineName}.{Environment.ProcessId}.{number}"));
    }

    /// <summary>0 for a name that was made by other rules.</summary>
    private static long SecondsOf(string path) =>
        long.TryParse(Path.GetFileName(path)[Prefix.Length..].Split('.')[0], CultureInfo.InvariantCulture, out var seconds)
            ? seconds
            : 0;
}
