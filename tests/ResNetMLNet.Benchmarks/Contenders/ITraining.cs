namespace ResNetMLNet.Benchmarks.Contenders;

/// <summary>A way to train a network from given weights, by plain SGD, through one epoch in a given order.</summary>
internal interface ITraining : IDisposable
{
    /// <summary>Makes a network and trains it.</summary>
    /// <param name="rows">The number of images, from the first.</param>
    /// <param name="batch">The images of a step.</param>
    /// <returns>The seconds of what counts, and the mean loss of the epoch.</returns>
    (double Seconds, double Loss) Train(int rows, int batch);
}

/// <summary>What all trainings have in common, so that their losses can be compared.</summary>
internal static class TrainingTask
{
    public const int Seed = 1;
    public const int Epoch = 1;
    public const double LearningRate = 0.05;
}
