namespace ResNetMLNet.Pipelines.PredictionService.Model;

/// <summary>Holds the model that new requests are answered with.</summary>
internal sealed class ModelStore : IDisposable
{
    private readonly Lock _lock = new();
    private ServedModel? _current;

    /// <summary>Which model answers; null while there is none.</summary>
    public ModelInformation? Information
    {
        get
        {
            lock (_lock)
                return _current?.Information;
        }
    }

    /// <summary>The model, kept until the caller disposes of it; null while there is none.</summary>
    public ServedModel? Use()
    {
        lock (_lock)
            return _current?.Use();
    }

    /// <summary>Puts another model in the place of the one so far, which is freed after its last picture.</summary>
    public void Replace(ServedModel? model)
    {
        ServedModel? previous;
        lock (_lock)
        {
            previous = _current;
            _current = model;
        }

        previous?.Dispose();
    }

    /// <inheritdoc/>
    public void Dispose() => Replace(null);
}
