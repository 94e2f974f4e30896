namespace ResNetMLNet.Benchmarks.Contenders;

/// <summary>A way to train a network from given weights, by SGD, through one epoch in a given order.</summary>
internal interface ITraining : IDisposable
{
    /// <summary>Makes a network and trains it.</summary>
    /// <param name="rows">The number of images, from the first.</param>
    /// <param name="batch">The images of a step.</param>
    /// <param name="learningRate">The learning rate of all steps.</param>
    /// <returns>The seconds of what counts, and the mean loss of the epoch.</returns>
    (double Seconds, double Loss) Train(int rows, int batch, double learningRate);
}

/// <summary>What the trainings of all races have in common; <see cref="TrainingRecipe"/> has the rest.</summary>
internal static class TrainingTask
{
    /// <summary>The seed of weights and row order.</summary>
    public const int Seed = 1;

    /// <summary>The only epoch.</summary>
    public const int Epoch = 1;
}
