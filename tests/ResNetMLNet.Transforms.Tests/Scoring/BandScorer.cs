using ResNetMLNet.Tests.Utilities;
using ResNetMLNet.Transforms.Featurization;
using ResNetMLNet.Transforms.Scoring;

namespace ResNetMLNet.Transforms.Tests.Scoring;

/// <summary>Scores <see cref="SmallImages"/> without a network: by how much light is in each of their three bands.</summary>
/// <param name="batchSize">The images that it asks for at once.</param>
internal sealed class BandScorer(int batchSize = ScoringBatch.Largest) : IBatchScorer
{
    private bool _isDisposed;

    /// <summary>How many images were scored at once, call by call.</summary>
    public List<int> Batches { get; } = [];

    /// <summary>Is called before images are scored.</summary>
    public Action OnScore { get; init; } = () => { };

    public ImageShape Image { get; init; } = new(1, SmallImages.Size, SmallImages.Size);

    public int BatchSize => batchSize;

    public void Score(ReadOnlySpan<float> features, int rows, Span<float> scores)
    {
        DisposedModel.ThrowIf(_isDisposed);
        OnScore();
        Batches.Add(rows);
        for (var row = 0; row < rows; row++)
            Score(features.Slice(row * Image.Size, Image.Size), scores.Slice(row * SmallImages.Names.Length, SmallImages.Names.Length));
        NotFinite.Spoil(features[..(rows * Image.Size)], Image, scores[..(rows * SmallImages.Names.Length)]);
    }

    public void Dispose() => _isDisposed = true;

    private static void Score(ReadOnlySpan<float> pixels, Span<float> scores)
    {
        scores.Clear();
        for (var i = 0; i < pixels.Length; i++)
            scores[i / SmallImages.Size / 3] += pixels[i];
    }
}
