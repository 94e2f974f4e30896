using Microsoft.ML.Runtime;
using ResNetMLNet.Interop;
using ResNetMLNet.Modeling;
using ResNetMLNet.Modeling.Inference;
using ResNetMLNet.Onnx;
using ResNetMLNet.Transforms.Featurization;
using ResNetMLNet.Transforms.Onnx;
using ResNetMLNet.Transforms.Scoring;
using static TorchSharp.torch;

namespace ResNetMLNet.Scoring;

/// <summary>Scores by a network on TorchSharp.</summary>
internal class BatchScorer : IBatchScorer
{
    private readonly IHost _host;
    private readonly nn.Module<Tensor, Tensor> _network;
    private readonly Device _device;
    private readonly NetworkOutput _output;

    // One forward pass uses all cores already. The lock also keeps Dispose from freeing weights that are in use: the rows
    // of a cached view, for one, are read on a thread that nobody waits for.
    private readonly Lock _lock = new();
    private IInferenceNetwork? _prepared;
    private SingleImageRace _race = new();
    private Precision _precision = Precision.Float32;

    // What was found right holds for as many threads.
    private int _threads;
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
        BatchSize = NetworkBatch.SizeFor(image, (network as ResNet)?.Description, device.type);
        network.eval();
    }

    /// <inheritdoc/>
    public ImageShape Image { get; }

    /// <inheritdoc/>
    public int BatchSize { get; }

    /// <summary>The format of the convolutions from the next batch on.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not one of the enumeration's values.</exception>
    public Precision Precision
    {
        get => _precision;
        set
        {
            if (!Enum.IsDefined(value))
                throw new ArgumentOutOfRangeException(nameof(value), value, "Precision has to be Float32, BFloat16 or Auto.");
            lock (_lock)
            {
                if (value == _precision)
                    return;
                _precision = value;
                Forget();
            }
        }
    }

    /// <inheritdoc/>
    public void Score(ReadOnlySpan<float> features, int rows, Span<float> scores)
    {
        lock (_lock)
        {
            DisposedModel.ThrowIf(_disposed);

            // All three are settings of the thread in TorchSharp, and cursors change threads.
            TorchThreads.Apply();
            if (_threads != get_num_threads())
                Forget();
            using var scope = NewDisposeScope();
            using var mode = inference_mode();
            _threads = get_num_threads();
            _prepared ??= PrepareAndTidy();
            var input = empty(rows, Image.Channels, Image.Height, Image.Width, dtype: ScalarType.Float32, device: CPU);
            features[..(rows * Image.Size)].CopyTo(input.Values<float>());
            var output = _race.Apply(_prepared, input.to(_device)).cpu();
            output.Values<float>().CopyTo(scores);
            NotFinite.Spoil(features[..(rows * Image.Size)], Image, scores[..(int)output.numel()]);
        }
    }

    /// <summary>Runs an action on the network as it was trained, while nothing is scored.</summary>
    /// <exception cref="ObjectDisposedException">The model was disposed of.</exception>
    public void WithNetwork(Action<nn.Module<Tensor, Tensor>> action)
    {
        lock (_lock)
        {
            DisposedModel.ThrowIf(_disposed);
            action(_network);
        }
    }

    /// <summary>A copy of a <see cref="ResNet"/> on its way into ONNX.</summary>
    /// <exception cref="ObjectDisposedException">The model was disposed of.</exception>
    public IOnnxNetwork ToOnnxNetwork()
    {
        IOnnxNetwork? copy = null;
        WithNetwork(network => copy = new ResNetOnnxNetwork((ResNet)network, Image, _output));
        return copy!;
    }

    /// <summary>A copy with a <see cref="ResNet"/> that scores on the CPU in single precision.</summary>
    /// <exception cref="ObjectDisposedException">The model was disposed of.</exception>
    public BatchScorer CopyToCpu()
    {
        BatchScorer? copy = null;
        WithNetwork(network => copy = new BatchScorer(_host, ((ResNet)network).Copy(), Image, CPU, _output));
        return copy!;
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

    /// <summary>Brings the network into the form that scores.</summary>
    private protected virtual IInferenceNetwork Prepare(nn.Module<Tensor, Tensor> network) =>
        ScoringNetwork.Prepare(_host, network, Image, _device, _precision, _output);

    /// <summary>Copies, checks and packs the weights, which takes several times the memory of scoring.</summary>
    private IInferenceNetwork PrepareAndTidy()
    {
        var prepared = Prepare(_network);
        NativeAllocator.GiveBackFreedMemory();
        return prepared;
    }

    private void Forget()
    {
        _prepared?.Dispose();
        _prepared = null;
        _race = new();
    }
}
