namespace ResNetMLNet.Benchmarks.Contenders;

/// <summary>A way to compute class probabilities.</summary>
internal interface IScoring : IDisposable
{
    /// <summary>Scores images.</summary>
    /// <param name="rows">The number of images, from the first.</param>
    /// <param name="probabilities">Receives the probabilities row by row.</param>
    void Score(int rows, ProbabilityBuffer probabilities);
}
