using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ResNetMLNet.Transforms.Onnx;

/// <summary>Operators, weights, inputs and outputs of an ONNX graph in the making.</summary>
/// <remarks>What adds an operator or numbers gives the name by which operators take them.</remarks>
internal sealed class OnnxGraph
{
    private readonly List<ProtobufMessage> _nodes = [];
    private readonly List<ProtobufMessage> _weights = [];
    private readonly List<ProtobufMessage> _inputs = [];
    private readonly List<ProtobufMessage> _outputs = [];

    /// <summary>Adds an input, the first dimension of which is the batch.</summary>
    public string AddInput(string name, OnnxElementType type, params IEnumerable<OnnxDimension> rowShape)
    {
        _inputs.Add(OnnxMessages.Value(name, type, [OnnxDimension.Batch, .. rowShape]));
        return name;
    }

    /// <summary>Declares an operator to give an output in single precision, the first dimension of which is the batch.</summary>
    public void AddOutput(string name, params IEnumerable<OnnxDimension> rowShape) =>
        _outputs.Add(OnnxMessages.Value(name, OnnxElementType.Float, [OnnxDimension.Batch, .. rowShape]));

    /// <summary>Adds an operator.</summary>
    /// <param name="operation">Its kind, as ONNX calls it.</param>
    /// <param name="name">Its own name and that of its output.</param>
    /// <param name="inputs">The names of what it takes; an empty one where it takes a default.</param>
    /// <param name="attributes">Its settings.</param>
    public string Apply(string operation, string name, IEnumerable<string> inputs, params IEnumerable<ProtobufMessage> attributes)
    {
        _nodes.Add(OnnxMessages.Node(operation, name, inputs, attributes));
        return name;
    }

    /// <summary>Adds weights in single precision, which must stay as they are until the file is written.</summary>
    /// <param name="name">Their name.</param>
    /// <param name="shape">Their dimensions.</param>
    /// <param name="write">Writes them row by row, low bytes first.</param>
    public string AddWeights(string name, IReadOnlyList<long> shape, Action<Stream> write)
    {
        _weights.Add(OnnxMessages.Tensor(name, OnnxElementType.Float, shape, sizeof(float), write));
        return name;
    }

    /// <summary>Adds a few numbers.</summary>
    /// <typeparam name="T"><see cref="float"/>, <see cref="double"/> or <see cref="long"/>.</typeparam>
    /// <param name="name">Their name.</param>
    /// <param name="shape">Their dimensions; none for a single number.</param>
    /// <param name="values">The numbers, row by row.</param>
    public string AddConstants<T>(string name, IReadOnlyList<long> shape, params T[] values)
        where T : unmanaged
    {
        _weights.Add(OnnxMessages.Tensor(
            name, OnnxElementTypes.Of<T>(), shape, Unsafe.SizeOf<T>(), stream => stream.Write(MemoryMarshal.AsBytes<T>(values))));
        return name;
    }

    /// <summary>The graph as a message; the weights must live until it is written.</summary>
    public ProtobufMessage ToMessage(string name) => OnnxMessages.Graph(name, _nodes, _weights, _inputs, _outputs);
}
