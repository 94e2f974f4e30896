using System.Globalization;
using ResNetMLNet.Transforms.Scoring;

namespace ResNetMLNet.Transforms.Onnx;

/// <summary>A model on its way into an ONNX file. The network's weights live until it is disposed of.</summary>
internal sealed class OnnxModel : IDisposable
{
    /// <summary>What the libraries of Protocol Buffers read at most, in bytes.</summary>
    public const long LargestSize = int.MaxValue;

    private readonly IOnnxNetwork _network;
    private readonly ProtobufMessage _message;

    /// <param name="network">The network, which the model takes over.</param>
    /// <param name="columns">What goes in and comes out.</param>
    /// <param name="featurization">What makes the network's images; null if they are what goes in.</param>
    /// <param name="classNames">The names of the classes; null if there are none.</param>
    public OnnxModel(
        IOnnxNetwork network,
        OnnxColumns columns,
        IOnnxFeaturization? featurization = null,
        IEnumerable<string>? classNames = null)
    {
        _network = network;
        var classes = classNames is null
            ? Enumerable.Empty<KeyValuePair<string, string>>()
            : [new(OnnxMetadata.Classes, OnnxMetadata.Json(classNames))];
        _message = OnnxMessages.Model(
            Graph(columns, featurization),
            nameof(ResNetMLNet),
            ProducerVersion,
            [
                new(OnnxMetadata.Version, ProducerVersion),
                new(OnnxMetadata.Image, OnnxMetadata.Json(network.Image)),
                .. network.Metadata,
                .. columns.Metadata,
                .. classes,
                .. featurization?.Metadata ?? [],
            ]);
    }

    /// <summary>The size of the file in bytes.</summary>
    public long Size => _message.Size;

    private static string ProducerVersion => typeof(OnnxModel).Assembly.GetName().Version!.ToString(3);

    /// <summary>Makes the file's content.</summary>
    /// <param name="transformer">The network's transformer.</param>
    /// <param name="featurization">What makes the transformer's images; null if they are what goes in.</param>
    /// <param name="complete">Adds to the network what stands behind it; null for nothing.</param>
    /// <exception cref="NotSupportedException">The network cannot be converted.</exception>
    /// <exception cref="ObjectDisposedException">The model was disposed of.</exception>
    public static OnnxModel Of(
        NetworkTransformer transformer, IOnnxFeaturization? featurization = null, Func<IOnnxNetwork, IOnnxNetwork>? complete = null) => new(
            Completed(Convertible(transformer).ToOnnxNetwork(), complete),
            new OnnxColumns(featurization?.InputColumnName ?? transformer.FeatureColumnName, transformer.Outputs.NumbersColumnName),
            featurization,
            (transformer.Outputs as ScoreColumns)?.LabelValues?.Texts());

    /// <summary>The transformer as one that can be converted.</summary>
    /// <exception cref="NotSupportedException">It cannot.</exception>
    public static IOnnxConvertible Convertible(NetworkTransformer transformer) =>
        transformer as IOnnxConvertible ?? throw new NotSupportedException(
            $"The network of a {transformer.GetType().Name} cannot be converted to ONNX: only those of the ResNet family "
            + $"on TorchSharp can. Give a model that the trainer ResNet has fitted; a module of your own can be exported by PyTorch.");

    /// <exception cref="NotSupportedException">The file would have more bytes than one may have.</exception>
    public void CheckSize()
    {
        if (Size <= LargestSize)
            return;
        throw new NotSupportedException(string.Create(
            CultureInfo.InvariantCulture,
            $"The ONNX file would have {Size:N0} bytes, and a single one must not have more than {LargestSize:N0}. Files with "
            + $"their weights beside them are not written: take a smaller network, or fewer classes than "
            + $"{_network.OutputLength:N0}."));
    }

    /// <summary>Writes the file's content.</summary>
    /// <param name="stream">Receives the bytes and stays open.</param>
    /// <exception cref="NotSupportedException">There would be too many of them; none is written.</exception>
    public void WriteTo(Stream stream)
    {
        CheckSize();
        _message.WriteTo(stream);
    }

    /// <summary>Frees the network's weights.</summary>
    public void Dispose() => _network.Dispose();

    private static IOnnxNetwork Completed(IOnnxNetwork network, Func<IOnnxNetwork, IOnnxNetwork>? complete) =>
        complete is null ? network : complete(network);

    private ProtobufMessage Graph(OnnxColumns columns, IOnnxFeaturization? featurization)
    {
        var graph = new OnnxGraph();
        var (channels, height, width) = _network.Image;
        var features = featurization?.AddTo(graph)
            ?? graph.AddInput(columns.Input, OnnxElementType.Float, channels, height, width);
        _network.AddTo(graph, features, columns.OutputName);
        graph.AddOutput(columns.OutputName, _network.OutputLength);
        return graph.ToMessage("ResNet");
    }
}
