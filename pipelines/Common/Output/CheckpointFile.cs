using ResNetMLNet.Training;

namespace ResNetMLNet.Pipelines.Common.Output;

/// <summary>The file that the trainer keeps in the folder of <c>--checkpoint</c>.</summary>
internal static class CheckpointFile
{
    /// <summary>The file, if it is there; null otherwise.</summary>
    public static FileInfo? Find(ResNetTrainer.Options options) =>
        options.CheckpointFolder is { } folder
        && new FileInfo(Path.Combine(folder, ResNetTrainer.Options.CheckpointFileName)) is { Exists: true } file
            ? file
            : null;
}
