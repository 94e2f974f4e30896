using ResNetMLNet.Modeling;
using ResNetMLNet.Training.Recipes;

namespace ResNetMLNet.Benchmarks.Gpu.Parts;

/// <summary>The recipe <c>quick</c> in bfloat16.</summary>
internal static class QuickPart
{
    /// <summary>Notes speed and accuracy.</summary>
    public static void Measure(GpuBench bench)
    {
        var (recipe, epochs) = (ResNetRecipe.Quick, new EpochClock());
        var (ml, options) = (bench.Settings.OnDevice(), recipe.CreateOptions());
        options.Epoch = bench.Settings.Epochs(options.Epoch);
        options.Precision = Precision.BFloat16;
        options.Callbacks.Add(epochs);
        using var model = bench.Fit(ml, options, bench.TrainSet(recipe.ImageSize, recipe: recipe));
        bench.Note("Fit behind its first epoch, images/s", model.History.TrainRows / epochs.Seconds);
        var scored = model.Transform(bench.TestSet(recipe.ImageSize, recipe: recipe));
        bench.Note("test accuracy", ml.MulticlassClassification.Evaluate(scored).MicroAccuracy);
    }
}
