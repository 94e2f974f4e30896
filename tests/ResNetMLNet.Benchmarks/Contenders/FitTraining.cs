using System.Diagnostics;
using Microsoft.ML;
using ResNetMLNet.Benchmarks.Data;
using ResNetMLNet.Modeling;
using ResNetMLNet.Training;
using ResNetMLNet.Training.Optimization;

namespace ResNetMLNet.Benchmarks.Contenders;

/// <summary>The library's trainer, as a user calls it; reading the rows counts.</summary>
/// <param name="images">The images.</param>
/// <param name="precision">The number format of the convolutions.</param>
/// <param name="recipe">How it trains.</param>
/// <param name="weights">The file of the weights to begin with; null where the seed makes them.</param>
internal sealed class FitTraining(Images images, Precision precision, TrainingRecipe recipe, string? weights = null) : ITraining
{
    private readonly MLContext _ml = new(TrainingTask.Seed);

    /// <inheritdoc/>
    public (double Seconds, double Loss) Train(int rows, int batch, double learningRate)
    {
        var clock = Stopwatch.StartNew();
        var trainer = _ml.MulticlassClassification.Trainers.ResNet(new ResNetTrainer.Options
        {
            BatchSize = batch,
            Epoch = TrainingTask.Epoch,
            LearningRate = learningRate,
            Optimizer = new SgdOptimizer { Momentum = recipe.Momentum },
            Layout = recipe.Layout,
            PretrainedWeights = weights,
            Seed = TrainingTask.Seed,
            Precision = precision,
        });
        using var model = trainer.Fit(new ImagesView(images, rows));
        return (clock.Elapsed.TotalSeconds, model.History.Epochs[^1].TrainLoss);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
