using ResNetMLNet.Transforms.Featurization;

namespace ResNetMLNet.Training.Images;

/// <summary>Images with labels and weights, read once and taken in any order.</summary>
/// <param name="image">The shape of an image.</param>
/// <param name="store">Where the images are.</param>
/// <param name="weighted">Whether rows have weights.</param>
internal sealed class ImageSet(ImageShape image, ImageStore store, bool weighted = false)
{
    private readonly List<int> _labels = [];
    private readonly List<float>? _weights = weighted ? [] : null;

    /// <summary>Where a part finds its rows among those of the whole; null in the whole.</summary>
    private readonly int[]? _places;

    /// <summary>Makes a set in memory.</summary>
    /// <param name="image">The shape of an image.</param>
    /// <param name="expectedCount">How many are to come, as far as it is known.</param>
    /// <param name="weighted">Whether rows have weights.</param>
    public ImageSet(ImageShape image, long? expectedCount = null, bool weighted = false)
        : this(image, new MemoryImages(image.Size, expectedCount), weighted)
    {
    }

    private ImageSet(ImageSet whole, int[] rows)
        : this(whole.Image, whole.Store, whole._weights is not null)
    {
        _places = [.. rows.Select(whole.Place)];
        _labels.AddRange(rows.Select(row => whole._labels[row]));
        _weights?.AddRange(rows.Select(row => whole._weights![row]));
    }

    private ImageSet(ImageSet original, ImageShape image, ImageStore store)
        : this(image, store, original._weights is not null)
    {
        _labels.AddRange(original._labels);
        _weights?.AddRange(original._weights!);
    }

    public ImageShape Image => image;

    /// <summary>Where the images are; the parts of a set share it.</summary>
    public ImageStore Store => store;

    public int Count => _labels.Count;

    /// <summary>The rows that were read and left out for want of a label; none in a part.</summary>
    public long UnlabelledCount { get; private set; }

    /// <summary>The rows that were read and left out for want of a picture; none in a part.</summary>
    public long MissingPictureCount { get; private set; }

    /// <summary>The class of each image, from 0.</summary>
    public IReadOnlyList<int> Labels => _labels;

    /// <summary>The weight of each image; null if all weigh the same.</summary>
    public IReadOnlyList<float>? Weights => _weights;

    /// <summary>The SHA-256 of all that is in the set; null while it is still being read.</summary>
    public string? Fingerprint => store.Fingerprint(this);

    /// <summary>Makes a set of some of the rows. It shares the images, and has labels and weights of its own.</summary>
    public ImageSet Part(int[] rows) => new(this, rows);

    /// <summary>Makes a set of the same rows with other images, which the store has in the order of the rows.</summary>
    public ImageSet WithImages(ImageShape shape, ImageStore images) => new(this, shape, images);

    /// <summary>Makes room for one image in a store that is filled here, and returns it.</summary>
    public Span<float> Add(int label, float weight = 1)
    {
        AddLabel(label, weight);
        return ((FilledImages)store).Add(Count - 1);
    }

    /// <summary>Adds a row whose image will be read later.</summary>
    public void AddLabel(int label, float weight)
    {
        if (_places is not null)
            throw new InvalidOperationException("A part takes no rows of its own: add them to the whole before it is divided.");
        _labels.Add(label);
        _weights?.Add(weight);
    }

    /// <summary>Notes a row that has no label.</summary>
    public void LeaveOut() => UnlabelledCount++;

    /// <summary>Notes a row that has a label and no picture.</summary>
    public void LeaveOutPicture() => MissingPictureCount++;

    /// <summary>Multiplies all weights by one factor, so that their mean is 1; they must not be all 0.</summary>
    public void ScaleWeights()
    {
        if (_weights is null)
            return;
        var mean = _weights.Average(weight => (double)weight);
        for (var row = 0; row < Count; row++)
            _weights[row] = (float)(_weights[row] / mean);
    }

    /// <summary>Where the store has a row.</summary>
    public int Place(int row) => _places is null ? row : _places[row];

    /// <summary>Copies the image of a row, which has to be there: <see cref="Await"/>.</summary>
    public void CopyImage(int row, Span<float> destination) => store.Copy(Place(row), destination);

    /// <summary>Waits until the images of rows are there.</summary>
    /// <exception cref="OperationCanceledException">Waiting or reading was cancelled.</exception>
    public void Await(ReadOnlySpan<int> rows, CancellationToken cancellationToken)
    {
        var last = 0;
        foreach (var row in rows)
            last = Math.Max(last, Place(row));
        store.Await(last, cancellationToken);
    }

    /// <summary>Copies the images of the given rows, which have to be there: <see cref="Await"/>.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="rooms">Where the images go.</param>
    /// <param name="draws">What is done to the pictures that images are made of, if they are made anew; null for nothing.</param>
    /// <param name="cancellationToken">Ends it where it takes long.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public void CopyImages(
        ReadOnlyMemory<int> rows, ImageRooms rooms, PictureDraws? draws = null, CancellationToken cancellationToken = default) =>
        store.CopyAll(_places is null ? rows : Array.ConvertAll(rows.ToArray(), Place), rooms, draws, cancellationToken);

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
}
