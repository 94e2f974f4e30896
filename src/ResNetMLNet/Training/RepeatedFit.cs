using Microsoft.ML.Runtime;
using ResNetMLNet.Training.Callbacks;

namespace ResNetMLNet.Training;

/// <summary>
/// Tells of what the trainings of one trainer write to the same place, one over or beside another: ML.NET's cross-validation
/// fits one trainer for all folds, and does not tell it so.
/// </summary>
internal static class RepeatedFit
{
    /// <summary>Warns if the options name such a place.</summary>
    public static void Warn(IChannel channel, TorchTrainerOptions options)
    {
        var places = Places(options).ToList();
        if (places.Count > 0)
        {
            channel.Warning(
                "This trainer was fitted before, as by a cross-validation, and writes to the same place again: "
                + $"{string.Join(", ", places)}. To keep what each training or fold writes, fit each by a trainer of its own, "
                + "with places of its own.");
        }
    }

    private static IEnumerable<string> Places(TorchTrainerOptions options)
    {
        if (options.CheckpointFolder is { } folder)
            yield return $"the {nameof(TorchTrainerOptions.CheckpointFolder)} '{folder}'";
        foreach (var file in options.Callbacks.OfType<HistoryFile>())
            yield return $"the {nameof(HistoryFile)} '{file.FilePath}'";
        foreach (var log in options.Callbacks.OfType<TensorBoardLog>())
            yield return $"the {nameof(TensorBoardLog)} in '{log.Folder}'";
    }
}
