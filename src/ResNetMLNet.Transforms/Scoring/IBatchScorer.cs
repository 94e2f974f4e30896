using ResNetMLNet.Transforms.Featurization;

namespace ResNetMLNet.Transforms.Scoring;

/// <summary>Turns images into what is taken from a network, a batch at a time, for any number of threads.</summary>
internal interface IBatchScorer : IDisposable
{
    /// <summary>The shape of the images.</summary>
    ImageShape Image { get; }

    /// <summary>The images that are best scored at once.</summary>
    int BatchSize { get; }

    /// <summary>Scores the first rows of a buffer.</summary>
    /// <param name="features">The images, one after another.</param>
    /// <param name="rows">The number of images, of which there may be more than <see cref="BatchSize"/>.</param>
    /// <param name="scores">Receives the numbers taken from the network, image by image.</param>
    /// <exception cref="ObjectDisposedException">The model was disposed of.</exception>
    void Score(ReadOnlySpan<float> features, int rows, Span<float> scores);
}
