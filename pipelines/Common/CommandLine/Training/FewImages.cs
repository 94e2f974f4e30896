using System.Globalization;
using ResNetMLNet.Training.Optimization;

namespace ResNetMLNet.Pipelines.Common.CommandLine.Training;

/// <summary>
/// Fits a recipe to few images: in the few updates that its batches come to, at its rate, a network learns nothing.
/// </summary>
internal static class FewImages
{
    // The recipes do with as many as quick has on an eighth of Fashion-MNIST. Below that, twice as many train well.
    private const int FewUpdates = 29;
    private const int EnoughUpdates = 60;
    private const int SmallestBatch = 8;

    /// <summary>
    /// Lowers the batch size and the learning rate, in the same proportion, as far as the user has not given them, and says so;
    /// null if there are images enough. Pretrained weights need few updates.
    /// </summary>
    /// <param name="settings">What was asked for; its options are changed.</param>
    /// <param name="images">The images to train on.</param>
    public static string? Fit(TrainingSettings settings, long images)
    {
        var options = settings.Options;
        var trained = images * (1 - (options.ValidationFraction ?? 0));
        if (trained >= FewUpdates * (double)options.BatchSize || options.PretrainedWeights is not null)
            return null;
        var batch = BatchFor(trained, options.BatchSize);
        List<string> chosen = [.. Choose(settings, batch)];
        return chosen.Count == 0 ? null : string.Create(
            CultureInfo.InvariantCulture, $"{string.Join(" and ", chosen)}: chosen because there are only {images} training images.");
    }

    private static int BatchFor(double images, int batch)
    {
        while (batch > SmallestBatch && images < EnoughUpdates * (double)batch)
            batch = Math.Max(SmallestBatch, batch / 2);
        return batch;
    }

    private static IEnumerable<string> Choose(TrainingSettings settings, int batch)
    {
        var options = settings.Options;
        var share = batch / (double)options.BatchSize;
        if (share < 1 && !settings.Given.Contains(nameof(options.BatchSize)))
        {
            options.BatchSize = batch;
            yield return string.Create(CultureInfo.InvariantCulture, $"--batch-size {batch}");
        }

        // AdamW's steps are of the size of its rate, whatever the batch.
        if (share < 1 && !settings.Given.Contains(nameof(options.LearningRate)) && options.Optimizer is SgdOptimizer)
        {
            options.LearningRate *= share;
            yield return string.Create(CultureInfo.InvariantCulture, $"--learning-rate {options.LearningRate}");
        }
    }
}
