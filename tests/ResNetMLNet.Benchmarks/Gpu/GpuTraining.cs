using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using ResNetMLNet.Benchmarks.Contenders;
using ResNetMLNet.Benchmarks.Data;
using ResNetMLNet.Benchmarks.Reporting;
using ResNetMLNet.Scoring;
using ResNetMLNet.Training;

namespace ResNetMLNet.Benchmarks.Gpu;

/// <summary>Trains and scores by the library as a user does.</summary>
internal static class GpuTraining
{
    /// <summary>Trains a network on a view.</summary>
    /// <param name="bench">Hears of each epoch, and ends it when time is over.</param>
    /// <param name="ml">The context with the device.</param>
    /// <param name="options">The options, which get the seed of all trainings.</param>
    /// <param name="view">Features and labels.</param>
    /// <exception cref="OperationCanceledException">Time is over.</exception>
    public static ResNetTransformer Fit(this GpuBench bench, MLContext ml, ResNetTrainer.Options options, IDataView view)
    {
        bench.Prepare(options);
        return bench.Whole(ml.MulticlassClassification.Trainers.ResNet(options).Fit(view));
    }

    /// <summary>Sets what all trainings have in common.</summary>
    public static void Prepare(this GpuBench bench, TorchTrainerOptions options)
    {
        options.Seed = TrainingTask.Seed;
        options.CancellationToken = bench.CancellationToken;
        options.MetricsCallback = epoch => bench.Tell(string.Create(
            CultureInfo.InvariantCulture,
            $"  epoch {epoch.Epoch}: loss {epoch.TrainLoss:0.000}, {Figure.Of(epoch.ImagesPerSecond)} images/s"));
    }

    /// <summary>A model whose training was not broken off: one that was gives what it has behind its first epoch.</summary>
    /// <exception cref="OperationCanceledException">Time is over.</exception>
    public static T Whole<T>(this GpuBench bench, T model)
        where T : IDisposable
    {
        if (bench.CancellationToken.IsCancellationRequested)
            model.Dispose();
        bench.CancellationToken.ThrowIfCancellationRequested();
        return model;
    }

    /// <summary>The probabilities of all rows, row by row.</summary>
    public static float[] Scores(ITransformer model, IDataView view) =>
        [.. model.Transform(view).GetColumn<float[]>(ColumnName.Score).SelectMany(row => row)];

    /// <summary>The probabilities of all rows by a model as another context loads it.</summary>
    /// <param name="ml">The context, with the device that scores.</param>
    /// <param name="file">The model as it was saved.</param>
    /// <param name="view">The rows.</param>
    public static float[] ScoresOfLoaded(MLContext ml, byte[] file, IDataView view)
    {
        using var stream = new MemoryStream(file);
        var model = ml.Model.Load(stream, out _);
        using var owned = model as IDisposable;
        return Scores(model, view);
    }

    /// <summary>A model as its file holds it.</summary>
    public static byte[] Saved(MLContext ml, ITransformer model, DataViewSchema schema)
    {
        using var stream = new MemoryStream();
        ml.Model.Save(model, schema, stream);
        return stream.ToArray();
    }

    /// <summary>The largest difference of two rows of numbers; NaN if there is one that is none.</summary>
    public static double Difference(float[] first, float[] second) =>
        first.Zip(second, (one, other) => (double)Math.Abs(one - other)).Aggregate(0.0, Math.Max);
}
