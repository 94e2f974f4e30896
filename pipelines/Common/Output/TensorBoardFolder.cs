using System.Globalization;
using ResNetMLNet.Training;

namespace ResNetMLNet.Pipelines.Common.Output;

/// <summary>
/// The folder for a training's TensorBoard events: one a training, below <c>tensorboard</c>, so that TensorBoard shows them
/// as runs beside each other.
/// </summary>
internal static class TensorBoardFolder
{
    /// <summary>The folder to start TensorBoard on.</summary>
    public const string Name = "tensorboard";

    private const string Format = "yyyyMMdd-HHmmss";

    /// <summary>
    /// The folder of a training that begins now, named by the time in UTC, by whose order no clock change can come; for one
    /// that goes on from a checkpoint, that of the latest.
    /// </summary>
    public static string For(OutputFolder output, ResNetTrainer.Options options, DateTimeOffset now)
    {
        var parent = Path.Combine(output.Path, Name);
        var latest = options.Resume && CheckpointFile.Find(options) is not null ? Latest(parent) : null;
        return latest ?? Path.Combine(parent, now.UtcDateTime.ToString(Format, CultureInfo.InvariantCulture));
    }

    private static string? Latest(string parent) => !Directory.Exists(parent) ? null : Directory
        .EnumerateDirectories(parent)
        .Where(folder => DateTime.TryParseExact(
            Path.GetFileName(folder), Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
        .Max(StringComparer.Ordinal);
}
