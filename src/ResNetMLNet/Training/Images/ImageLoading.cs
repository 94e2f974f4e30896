using Microsoft.ML.Runtime;

namespace ResNetMLNet.Training.Images;

/// <summary>The images of one <c>Fit</c>: read at once into memory, or beside the training into a file, or left as they are.</summary>
internal sealed class ImageLoading : IDisposable
{
    private readonly List<(ImageSource Source, ImageSet Images, FileImages Store)> _pending = [];
    private readonly ImageStorage _storage;
    private readonly ImageSetReader _reader;
    private readonly IHost _host;
    private readonly BackgroundReading _background;

    /// <param name="host">Hears of the progress and names what is wrong.</param>
    /// <param name="storage">Where the images go.</param>
    /// <param name="cancellationToken">Cancels reading.</param>
    public ImageLoading(IHost host, ImageStorage storage, CancellationToken cancellationToken)
    {
        (_host, _storage) = (host, storage);
        _background = new BackgroundReading(host.CheckAlive, cancellationToken);
        _reader = new ImageSetReader(host, () =>
        {
            host.CheckAlive();
            cancellationToken.ThrowIfCancellationRequested();
        });
    }

    /// <summary>Reads a view: all of it, or labels and weights only.</summary>
    /// <exception cref="InvalidOperationException">A feature is not finite, or a label or weight impossible.</exception>
    /// <exception cref="OperationCanceledException">Reading was cancelled.</exception>
    public ImageSet Read(ImageSource source)
    {
        if (_storage == ImageStorage.Memory)
            return _reader.Read(source);
        if (_storage == ImageStorage.Encoded)
            return _reader.ReadEncoded(source, EncodedSource.Of(_host, source));
        var store = new FileImages(source.Image.Size, _background);
        var images = _reader.ReadLabels(source, store);
        _pending.Add((source, images, store));
        return images;
    }

    /// <summary>Begins to read what has not been read yet, in the order in which it was asked for.</summary>
    /// <param name="fingerprinted">The sets that were read, or parts of them, whose fingerprints will be asked for.</param>
    /// <exception cref="InvalidOperationException">There is no room for a temporary file.</exception>
    public void Start(IEnumerable<ImageSet?> fingerprinted)
    {
        foreach (var (_, images, store) in _pending)
            store.Open(images.Count);
        foreach (var images in fingerprinted)
        {
            if (images is { Store: FileImages store })
                store.Watch(images);
        }
        if (_pending.Count > 0)
            _background.Start(ReadPending);
    }

    /// <summary>Ends reading and removes the files.</summary>
    public void Dispose()
    {
        _background.Dispose();
        foreach (var (_, _, store) in _pending)
            store.Dispose();
    }

    private void ReadPending(Action check)
    {
        var reader = new ImageSetReader(_host, check);
        foreach (var (source, images, store) in _pending)
            reader.ReadImages(source, images, store);
    }
}
