using ResNetMLNet.Benchmarks.Running;

namespace ResNetMLNet.Benchmarks.Contenders;

/// <summary>A training as a contender: a round is one whole training.</summary>
internal sealed class TrainingContender(ITraining training, TrainingRecipe recipe, WorkerSettings settings) : IContender
{
    /// <inheritdoc/>
    public Evidence Check() => new(
        TrainLoss: training.Train(settings.CheckRows, settings.CheckBatch, recipe.CheckLearningRate).Loss);

    /// <inheritdoc/>
    public (double Seconds, int Rows) Run() =>
        (training.Train(settings.Rows, settings.Batch, recipe.LearningRate).Seconds, settings.Rows);

    /// <inheritdoc/>
    public void Dispose() => training.Dispose();
}
