using Microsoft.ML.Runtime;
using ResNetMLNet.Featurization;
using ResNetMLNet.Interop;
using ResNetMLNet.Modeling;
using ResNetMLNet.Modeling.Inference;
using static TorchSharp.torch;
using TensorPrimitives = System.Numerics.Tensors.TensorPrimitives;

namespace ResNetMLNet.Scoring;

/// <summary>Turns features into class probabilities, a batch at a time, for any number of threads.</summary>
internal sealed class BatchScorer : IDisposable
{
    private readonly IHost _host;
    private readonly ResNet18 _network;
    private readonly ImageShape _image;
    private readonly Device _device;

    // One forward pass uses all cores already. The lock also keeps Dispose from freeing weights that are in use: the rows
    // of a cached view, for one, are read on a thread that nobody waits for.
    private readonly Lock _lock = new();
    private IInferenceNetwork? _prepared;
    private ScoringPrecision _precision;
    private bool _disposed;

    /// <summary>Takes over a trained network, which it will dispose of.</summary>
    public BatchScorer(IHost host, ResNet18 network, ImageShape image, Device device)
    {
        _host = host;
        _network = network;
        _image = image;
        _device = device;
        network.eval();
    }

    /// <summary>The format of the convolutions from the next batch on.</summary>
    public ScoringPrecision Precision
    {
        get => _precision;
        set
        {
            lock (_lock)
            {
                if (value == _precision)
                    return;
                _precision = value;
                Forget();
            }
        }
    }

    /// <summary>Scores the first rows of a buffer.</summary>
    /// <param name="features">The images, one after another.</param>
    /// <param name="rows">The number of images.</param>
    /// <param name="probabilities">Receives the probabilities of all classes, image by image.</param>
    /// <exception cref="ObjectDisposedException">The model was disposed of.</exception>
    public void Score(ReadOnlySpan<float> features, int rows, Span<float> probabilities)
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_disposed, typeof(ResNetTransformer));

            // Both are settings of the thread in TorchSharp, and cursors change threads.
            using var scope = NewDisposeScope();
            using var mode = inference_mode();
            _prepared ??= ScoringNetwork.Prepare(_host, _network, _image, _device, _precision);
            var input = empty(rows, _image.Channels, _image.Height, _image.Width, dtype: ScalarType.Float32, device: CPU);
            features[..(rows * _image.Size)].CopyTo(input.Values<float>());
            var output = _prepared.Probabilities(input.to(_device)).cpu();
            output.Values<float>().CopyTo(probabilities);
            SpoilWhatIsNotFinite(features, rows, probabilities, (int)output.shape[1]);
        }
    }

    /// <summary>Runs an action on the network as it was trained, while nothing is scored.</summary>
    /// <exception cref="ObjectDisposedException">The model was disposed of.</exception>
    public void WithNetwork(Action<nn.Module<Tensor, Tensor>> action)
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_disposed, typeof(ResNetTransformer));
            action(_network);
        }
    }

    /// <summary>Frees the weights once no forward pass uses them any more.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            if (_disposed)
                return;
            _disposed = true;
            Forget();
            _network.Dispose();
        }
    }

    /// <summary>A fused ReLU turns NaN into 0, so that a row of NaN would get a score that looks like any other.</summary>
    private void SpoilWhatIsNotFinite(ReadOnlySpan<float> features, int rows, Span<float> probabilities, int classCount)
    {
        for (var row = 0; row < rows; row++)
        {
            var image = features.Slice(row * _image.Size, _image.Size);
            if (!float.IsFinite(image[TensorPrimitives.IndexOfMaxMagnitude(image)]))
                probabilities.Slice(row * classCount, classCount).Fill(float.NaN);
        }
    }

    private void Forget()
    {
        _prepared?.Dispose();
        _prepared = null;
    }
}
