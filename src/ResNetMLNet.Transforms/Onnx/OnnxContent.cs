using System.Text;

namespace ResNetMLNet.Transforms.Onnx;

/// <summary>An operator of an ONNX file that is read.</summary>
/// <param name="Operation">The name of the operator.</param>
/// <param name="Inputs">The names of what it takes.</param>
/// <param name="Output">The name of what it makes.</param>
internal sealed record OnnxNode(string Operation, IReadOnlyList<string> Inputs, string Output);

/// <summary>Weights of an ONNX file that is read.</summary>
/// <param name="Shape">The size in each dimension.</param>
/// <param name="Numbers">The bytes of the numbers, single precision, little-endian, row by row.</param>
internal sealed record OnnxWeights(IReadOnlyList<long> Shape, ReadOnlyMemory<byte> Numbers);

/// <summary>What an ONNX file computes, and its weights in single precision; by the field numbers of onnx.proto.</summary>
/// <param name="Nodes">The operators in the order of computation.</param>
/// <param name="Weights">The weights by their names.</param>
internal sealed record OnnxContent(IReadOnlyList<OnnxNode> Nodes, IReadOnlyDictionary<string, OnnxWeights> Weights)
{
    /// <summary>Reads the whole file, whose bytes the weights go on to lie in.</summary>
    /// <exception cref="InvalidDataException">It is no message of Protocol Buffers.</exception>
    public static OnnxContent Read(ReadOnlyMemory<byte> file)
    {
        var graph = ProtobufField.Of(file).Where(field => field.Number == 7).SelectMany(field => ProtobufField.Of(field.Content)).ToList();
        return new(
            [.. graph.Where(field => field.Number == 1).Select(field => Node([.. ProtobufField.Of(field.Content)]))],
            graph.Where(field => field.Number == 5).Select(field => ProtobufField.Of(field.Content).ToList())
                .ToDictionary(tensor => Text(tensor, 8).Single(), WeightsOf));
    }

    private static OnnxNode Node(List<ProtobufField> node) => new(Text(node, 4).Single(), [.. Text(node, 1)], Text(node, 2).First());

    /// <summary>Writers choose between a list of numbers and their bytes, which are the same.</summary>
    private static OnnxWeights WeightsOf(List<ProtobufField> tensor) => new(
        [.. tensor.Where(field => field.Number == 1).Select(field => field.Value)],
        tensor.SingleOrDefault(field => field.Number is 4 or 9).Content);

    private static IEnumerable<string> Text(List<ProtobufField> message, int number) =>
        message.Where(field => field.Number == number).Select(field => Encoding.UTF8.GetString(field.Content.Span));
}
