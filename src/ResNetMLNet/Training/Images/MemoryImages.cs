namespace ResNetMLNet.Training.Images;

/// <summary>Images in memory.</summary>
/// <param name="imageSize">The values of an image.</param>
/// <param name="expectedCount">How many are to come, as far as it is known: a small set then takes no more than it needs.</param>
internal sealed class MemoryImages(int imageSize, long? expectedCount) : FilledImages
{
    /// <summary>Chunks of this size keep growing cheap: no row is ever copied to make room.</summary>
    private const int ChunkBytes = 16 << 20;

    private readonly int _rowsPerChunk = (int)Math.Max(
        1, Math.Min(ChunkBytes / (imageSize * sizeof(float)), expectedCount ?? long.MaxValue));
    private readonly List<float[]> _chunks = [];

    /// <inheritdoc/>
    public override void Copy(int place, Span<float> destination) => Image(place).CopyTo(destination);

    /// <inheritdoc/>
    public override Span<float> Add(int place)
    {
        if (place / _rowsPerChunk == _chunks.Count)
            _chunks.Add(new float[_rowsPerChunk * imageSize]);
        return Image(place);
    }

    private Span<float> Image(int place)
    {
        var (chunk, index) = Math.DivRem(place, _rowsPerChunk);
        return _chunks[chunk].AsSpan(index * imageSize, imageSize);
    }
}
