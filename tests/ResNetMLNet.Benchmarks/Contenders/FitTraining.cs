using System.Diagnostics;
using Microsoft.ML;
using ResNetMLNet.Benchmarks.Data;
using ResNetMLNet.Modeling;
using ResNetMLNet.Training;

namespace ResNetMLNet.Benchmarks.Contenders;

/// <summary>The library's trainer, as a user calls it; reading the rows counts.</summary>
internal sealed class FitTraining(Images images, Precision precision) : ITraining
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
