using Microsoft.ML.Runtime;
using ResNetMLNet.Featurization;
using ResNetMLNet.Interop;
using ResNetMLNet.Modeling;
using ResNetMLNet.Modeling.Inference;
using static TorchSharp.torch;
using TensorPrimitives = System.Numerics.Tensors.TensorPrimitives;

namespace ResNetMLNet.Scoring;

/// <summary>Turns images into what is taken from a network, a batch at a time, for any number of threads.</summary>
internal sealed class BatchScorer : IDisposable
{
    private readonly IHost _host;
    private readonly nn.Module<Tensor, Tensor> _network;
    private readonly Device _device;
    private readonly NetworkOutput _output;

    // One forward pass uses all cores already. The lock also keeps Dispose from freeing weights that are in use: the rows
    // of a cached view, for one, are read on a thread that nobody waits for.
    private readonly Lock _lock = new();
    private IInferenceNetwork? _prepared;
    private ScoringPrecision _precision;
    private bool _disposed;

    /// <summary>Takes over a trained network, which it will dispose of.</summary>
    /// <param name="host">ML.NET's host.</param>
    /// <param name="network">The network.</param>
    /// <param name="image">The shape of the images.</param>
    /// <param name="device">The device of the network.</param>
    /// <param name="output">What is taken from the network.</param>
    public BatchScorer(
        IHost host, nn.Module<Tensor, Tensor> network, ImageShape image, Device device, NetworkOutput output)
    {
        _host = host;
        _network = network;
        _device = device;
        _output = output;
        Image = image;
        BatchSize = ScoringBatch.SizeFor(image, (network as ResNet)?.Description);
        network.eval();
    }

    /// <summary>The shape of the images.</summary>
    public ImageShape Image { get; }

    /// <summary>The images that are best scored at once.</summary>
    public int BatchSize { get; }

    /// <summary>The format of the convolutions from the next batch on.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not one of the enumeration's values.</exception>
    public ScoringPrecision Precision
    {
        get => _precision;
        set
        {
            if (!Enum.IsDefined(value))
                throw new ArgumentOutOfRangeException(nameof(value), value, "ScoringPrecision has to be Float32, BFloat16 or Auto.");
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
    /// <param name="scores">Receives the numbers taken from the network, image by image.</param>
    /// <exception cref="ObjectDisposedException">The model was disposed of.</exception>
    public void Score(ReadOnlySpan<float> features, int rows, Span<float> scores)
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_disposed, typeof(NetworkTransformer));

            // Both are settings of the thread in TorchSharp, and cursors change threads.
            using var scope = NewDisposeScope();
            using var mode = inference_mode();
            _prepared ??= ScoringNetwork.Prepare(_host, _network, Image, _device, _precision, _output);
            var input = empty(rows, Image.Channels, Image.Height, Image.Width, dtype: ScalarType.Float32, device: CPU);
            features[..(rows * Image.Size)].CopyTo(input.Values<float>());
            var output = _prepared.Apply(input.to(_device)).cpu();
            output.Values<float>().CopyTo(scores);
            SpoilWhatIsNotFinite(features, rows, scores, (int)output.shape[1]);
        }
    }

    /// <summary>Runs an action on the network as it was trained, while nothing is scored.</summary>
    /// <exception cref="ObjectDisposedException">The model was disposed of.</exception>
    public void WithNetwork(Action<nn.Module<Tensor, Tensor>> action)
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_disposed, typeof(NetworkTransformer));
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
    private void SpoilWhatIsNotFinite(ReadOnlySpan<float> features, int rows, Span<float> scores, int length)
    {
        for (var row = 0; row < rows; row++)
        {
            var image = features.Slice(row * Image.Size, Image.Size);
            if (!float.IsFinite(image[TensorPrimitives.IndexOfMaxMagnitude(image)]))
                scores.Slice(row * length, length).Fill(float.NaN);
        }
    }

    private void Forget()
    {
        _prepared?.Dispose();
        _prepared = null;
    }
}
