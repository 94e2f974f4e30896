using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using ResNetMLNet.OnnxRuntime.Interop;
using ResNetMLNet.Transforms.Featurization;
using ResNetMLNet.Transforms.Interop;
using ResNetMLNet.Transforms.Scoring;

namespace ResNetMLNet.OnnxRuntime.Scoring;

/// <summary>Scores by a network in ONNX Runtime, on the CPU.</summary>
internal sealed class OnnxRuntimeScorer : IBatchScorer
{
    /// <summary>The pixels of 128 images of 96 x 96: more at once bring nothing and cost memory.</summary>
    private const long PixelsAtOnce = 128 * 96 * 96;

    private readonly byte[] _network;
    private readonly InferenceSession _session;
    private readonly string[] _inputNames;
    private readonly string[] _outputNames;
    private readonly RunOptions _options;

    // One forward pass uses all cores already, and Dispose must not free what a pass uses.
    private readonly Lock _lock = new();
    private bool _disposed;

    /// <summary>Prepares a network.</summary>
    /// <param name="network">An ONNX file with one input (N, channels, height, width) and one output (N, numbers).</param>
    /// <param name="image">The shape of the images.</param>
    /// <param name="outputLength">The numbers that it gives for an image.</param>
    /// <exception cref="InvalidDataException">The file is damaged or of another network.</exception>
    public OnnxRuntimeScorer(byte[] network, ImageShape image, int outputLength)
    {
        _network = network;
        Image = image;
        OutputLength = outputLength;
        _session = Open(network);
        _options = new RunOptions();
        try
        {
            _inputNames = [NameOf(_session.InputMetadata, "input", [image.Channels, image.Height, image.Width])];
            _outputNames = [NameOf(_session.OutputMetadata, "output", [outputLength])];
            Metadata = _session.ModelMetadata.CustomMetadataMap;
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public ImageShape Image { get; }

    /// <inheritdoc/>
    public int BatchSize => ScoringBatch.SizeFor((long)Image.Height * Image.Width, PixelsAtOnce);

    /// <summary>The numbers that the network gives for an image.</summary>
    public int OutputLength { get; }

    /// <summary>What the file says of itself.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>The network as an ONNX file.</summary>
    public ReadOnlySpan<byte> Network => _network;

    /// <inheritdoc/>
    public void Score(ReadOnlySpan<float> features, int rows, Span<float> scores)
    {
        features = features[..(rows * Image.Size)];
        scores = scores[..(rows * OutputLength)];
        lock (_lock)
        {
            DisposedModel.ThrowIf(_disposed);
            Run(features, rows, scores);
        }
        NotFinite.Spoil(features, Image, scores);
    }

    /// <summary>Frees the weights once no forward pass uses them any more.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            if (_disposed)
                return;
            _disposed = true;
            _session.Dispose();
            _options.Dispose();
        }
    }

    /// <summary>Computes in place: neither images nor scores are copied.</summary>
    private unsafe void Run(ReadOnlySpan<float> features, int rows, Span<float> scores)
    {
        fixed (float* from = features)
        fixed (float* to = scores)
        {
            using var input = Tensor(from, features.Length, [rows, Image.Channels, Image.Height, Image.Width]);
            using var output = Tensor(to, scores.Length, [rows, OutputLength]);
            _session.Run(_options, _inputNames, [input], _outputNames, [output]);
        }
    }

    private static unsafe OrtValue Tensor(float* values, int count, long[] shape) => OrtValue.CreateTensorValueWithData(
        OrtMemoryInfo.DefaultInstance, TensorElementType.Float, shape, (nint)values, (long)count * sizeof(float));

    private static InferenceSession Open(byte[] network)
    {
        OnnxRuntimeTelemetry.TurnOff();

        // A plan of memory is made for one size of batch, and sizes vary.
        using var options = new SessionOptions { EnableMemoryPattern = false, IntraOpNumThreads = ComputeThreads.Chosen ?? 0 };
        if (!ComputeThreads.AreSpinning)
            options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        try
        {
            return new InferenceSession(network, options);
        }
        catch (OnnxRuntimeException exception)
        {
            throw ModelFields.Damaged($"ONNX Runtime does not take its network: {exception.Message}", exception);
        }
    }

    private static string NameOf(IReadOnlyDictionary<string, NodeMetadata> values, string role, ReadOnlySpan<int> rowShape)
    {
        if (values.Count == 1 && values.Single() is { Key: var name, Value: var value }
            && value.ElementDataType == TensorElementType.Float && value.Dimensions.AsSpan(1).SequenceEqual(rowShape))
        {
            return name;
        }
        var found = string.Join(", ", values.Select(entry => $"{entry.Key} ({string.Join(" x ", entry.Value.Dimensions)})"));
        throw ModelFields.Damaged($"its network has the {role} {found} instead of one of N x {string.Join(" x ", rowShape.ToArray())}");
    }
}
