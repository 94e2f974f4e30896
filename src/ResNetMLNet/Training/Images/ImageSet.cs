using ResNetMLNet.Featurization;

namespace ResNetMLNet.Training.Images;

/// <summary>Images and labels in memory, read once and taken in any order.</summary>
/// <param name="image">The shape of an image.</param>
/// <param name="expectedCount">How many are to come, as far as it is known: a small set then takes no more than it needs.</param>
internal sealed class ImageSet(ImageShape image, long? expectedCount = null)
{
    /// <summary>Chunks of this size keep growing cheap: no row is ever copied to make room.</summary>
    private const int ChunkBytes = 16 << 20;

    private readonly int _rowsPerChunk = (int)Math.Max(
        1, Math.Min(ChunkBytes / (image.Size * sizeof(float)), expectedCount ?? long.MaxValue));
    private readonly List<float[]> _chunks = [];
    private readonly List<int> _labels = [];

    public ImageShape Image => image;

    public int Count => _labels.Count;

    /// <summary>The class of each image, from 0.</summary>
    public IReadOnlyList<int> Labels => _labels;

    /// <summary>Makes room for one image and returns it.</summary>
    public Span<float> Add(int label)
    {
        var row = Count;
        if (row / _rowsPerChunk == _chunks.Count)
            _chunks.Add(new float[_rowsPerChunk * image.Size]);
        _labels.Add(label);
        return Row(row);
    }

    /// <summary>Copies the images of the given rows one after another.</summary>
    public void CopyImages(ReadOnlySpan<int> rows, Span<float> destination)
    {
        for (var i = 0; i < rows.Length; i++)
            Row(rows[i]).CopyTo(destination[(i * image.Size)..]);
    }

    /// <summary>Copies the classes of the given rows.</summary>
    public void CopyLabels(ReadOnlySpan<int> rows, Span<long> destination)
    {
        for (var i = 0; i < rows.Length; i++)
            destination[i] = _labels[rows[i]];
    }

    /// <summary>The image of a row.</summary>
    public ReadOnlySpan<float> Pixels(int row) => Row(row);

    private Span<float> Row(int row) => _chunks[row / _rowsPerChunk].AsSpan(row % _rowsPerChunk * image.Size, image.Size);
}
