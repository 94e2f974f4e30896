namespace ResNetMLNet.Benchmarks.Contenders;

/// <summary>A way to train a network from given weights, by plain SGD, through one epoch in a given order.</summary>
internal interface ITraining : IDisposable
{
    /// <summary>Makes a network and trains it.</summary>
    /// <param name="rows">The number of images, from the first.</param>
    /// <param name="batch">The images of a step.</param>
    /// <param name="learningRate">The learning rate of all steps.</param>
    /// <returns>The seconds of what counts, and the mean loss of the epoch.</returns>
    (double Seconds, double Loss) Train(int rows, int batch, double learningRate);
}

/// <summary>What all trainings have in common, so that their losses can be compared.</summary>
internal static class TrainingTask
{
    /// <summary>The seed of weights and row order.</summary>
    public const int Seed = 1;

    /// <summary>The only epoch.</summary>
    public const int Epoch = 1;

    /// <summary>The learning rate of the timed rounds, that of Dive into Deep Learning, chapter 7.6.</summary>
    public const double LearningRate = 0.05;

    /// <summary>A lower one where losses are compared: the first steps at the other magnify the rounding of bfloat16.</summary>
    public const double CheckLearningRate = 0.005;
}
