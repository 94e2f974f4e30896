namespace ResNetMLNet.Training.Images;

/// <summary>
/// Images in a temporary file: one thread adds them in order of their places, others read those that are there, or wait.
/// </summary>
/// <param name="imageSize">The values of an image.</param>
/// <param name="reading">What adds the images.</param>
internal sealed class FileImages(int imageSize, BackgroundReading reading) : FilledImages, IDisposable
{
    private readonly Dictionary<ImageSet, DataFingerprint> _fingerprints = [];
    private readonly Dictionary<ImageSet, string> _finished = [];
    private readonly float[] _coming = new float[imageSize];
    private TemporaryFile? _file;
    private int _count;
    private int _ready;

    /// <inheritdoc/>
    public override bool IsFilledInBackground => true;

    /// <summary>Makes the file.</summary>
    /// <param name="count">The number of images that will come.</param>
    /// <exception cref="InvalidOperationException">There is no room for them.</exception>
    public void Open(int count)
    {
        _count = count;
        _file = TemporaryFile.Make((long)count * imageSize);
    }

    /// <summary>Takes the fingerprint of a set whose images are here while they come.</summary>
    public void Watch(ImageSet images) => _fingerprints.Add(images, new DataFingerprint(images));

    /// <inheritdoc/>
    public override void Copy(int place, Span<float> destination) =>
        _file!.Read((long)place * imageSize, destination[..imageSize]);

    /// <summary>Memory for the next image, until it is published.</summary>
    public override Span<float> Add(int place) => _coming;

    /// <summary>Writes the image that has been added last, and shows it to others.</summary>
    /// <exception cref="InvalidOperationException">There is no room for it.</exception>
    public override void Publish(int place)
    {
        _file!.Write((long)place * imageSize, _coming);
        foreach (var fingerprint in _fingerprints.Values)
            fingerprint.Offer(place, _coming);
        if (place == _count - 1)
            EndFingerprints();
        Volatile.Write(ref _ready, place + 1);
        reading.Announce();
    }

    /// <inheritdoc/>
    public override void Await(int place, CancellationToken cancellationToken) =>
        reading.Await(() => place < Volatile.Read(ref _ready), cancellationToken);

    /// <inheritdoc/>
    public override void ThrowIfFailed() => reading.ThrowIfFailed();

    /// <inheritdoc/>
    public override string? Fingerprint(ImageSet images) =>
        Volatile.Read(ref _ready) == _count ? _finished[images] : null;

    public void Dispose()
    {
        foreach (var fingerprint in _fingerprints.Values)
            fingerprint.Dispose();
        _file?.Dispose();
    }

    private void EndFingerprints()
    {
        foreach (var (images, fingerprint) in _fingerprints)
            _finished[images] = fingerprint.End();
    }
}
