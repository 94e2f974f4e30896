using ResNetMLNet.Featurization;

namespace ResNetMLNet.Training.Images;

/// <summary>Images, labels and weights in memory, read once and taken in any order.</summary>
/// <param name="image">The shape of an image.</param>
/// <param name="expectedCount">How many are to come, as far as it is known: a small set then takes no more than it needs.</param>
/// <param name="weighted">Whether rows have weights.</param>
internal sealed class ImageSet(ImageShape image, long? expectedCount = null, bool weighted = false)
{
    /// <summary>Chunks of this size keep growing cheap: no row is ever copied to make room.</summary>
    private const int ChunkBytes = 16 << 20;

    private readonly int _rowsPerChunk = (int)Math.Max(
        1, Math.Min(ChunkBytes / (image.Size * sizeof(float)), expectedCount ?? long.MaxValue));
    private readonly List<float[]> _chunks = [];
    private readonly List<int> _labels = [];
    private readonly List<float>? _weights = weighted ? [] : null;

    /// <summary>Where a part finds its rows among those of the whole; null in the whole.</summary>
    private readonly int[]? _places;

    private ImageSet(ImageSet whole, int[] rows)
        : this(whole.Image, weighted: whole._weights is not null)
    {
        (_rowsPerChunk, _chunks) = (whole._rowsPerChunk, whole._chunks);
        _places = [.. rows.Select(whole.Place)];
        _labels.AddRange(rows.Select(row => whole._labels[row]));
        _weights?.AddRange(rows.Select(row => whole._weights![row]));
    }

    public ImageShape Image => image;

    public int Count => _labels.Count;

    /// <summary>The class of each image, from 0.</summary>
    public IReadOnlyList<int> Labels => _labels;

    /// <summary>The weight of each image; null if all weigh the same.</summary>
    public IReadOnlyList<float>? Weights => _weights;

    /// <summary>Makes a set of some of the rows. It shares the images, and has labels and weights of its own.</summary>
    public ImageSet Part(int[] rows) => new(this, rows);

    /// <summary>Makes room for one image and returns it.</summary>
    public Span<float> Add(int label, float weight = 1)
    {
        if (_places is not null)
            throw new InvalidOperationException("A part takes no rows of its own: add them to the whole before it is divided.");
        var row = Count;
        if (row / _rowsPerChunk == _chunks.Count)
            _chunks.Add(new float[_rowsPerChunk * image.Size]);
        _labels.Add(label);
        _weights?.Add(weight);
        return Row(row);
    }

    /// <summary>Multiplies all weights by one factor, so that their mean is 1; they must not be all 0.</summary>
    public void ScaleWeights()
    {
        if (_weights is null)
            return;
        var mean = _weights.Average(weight => (double)weight);
        for (var row = 0; row < Count; row++)
            _weights[row] = (float)(_weights[row] / mean);
    }

    /// <summary>The image of a row.</summary>
    public ReadOnlySpan<float> Pixels(int row) => Row(row);

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

    /// <summary>Copies the weights of the given rows of a set that has weights.</summary>
    public void CopyWeights(ReadOnlySpan<int> rows, Span<float> destination)
    {
        for (var i = 0; i < rows.Length; i++)
            destination[i] = _weights![rows[i]];
    }

    private int Place(int row) => _places is null ? row : _places[row];

    private Span<float> Row(int row)
    {
        var (chunk, index) = Math.DivRem(Place(row), _rowsPerChunk);
        return _chunks[chunk].AsSpan(index * image.Size, image.Size);
    }
}
