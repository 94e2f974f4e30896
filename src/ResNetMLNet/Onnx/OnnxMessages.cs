using static TorchSharp.torch;

namespace ResNetMLNet.Onnx;

/// <summary>The messages of an ONNX file with the field numbers that ONNX publishes in onnx.proto.</summary>
internal static class OnnxMessages
{
    private const int IrVersion = 8;
    private const int OperatorSet = 17;
    private const int Float = 1;
    private const int IntegersAttribute = 7;
    private const int IntegerAttribute = 2;

    /// <summary>ModelProto: the whole file.</summary>
    public static ProtobufMessage Model(ProtobufMessage graph, string producer, string producerVersion) => new ProtobufMessage()
        .Add(1, IrVersion)
        .Add(2, producer)
        .Add(3, producerVersion)
        .Add(7, graph)
        .Add(8, new ProtobufMessage().Add(2, OperatorSet));

    /// <summary>GraphProto: the operators in order of computation with their weights, inputs and outputs.</summary>
    public static ProtobufMessage Graph(
        string name,
        IEnumerable<ProtobufMessage> nodes,
        IEnumerable<ProtobufMessage> weights,
        ProtobufMessage input,
        ProtobufMessage output) => new ProtobufMessage()
            .AddEach(1, nodes)
            .Add(2, name)
            .AddEach(5, weights)
            .Add(11, input)
            .Add(12, output);

    /// <summary>NodeProto: one operator with one output, which is named like the operator.</summary>
    public static ProtobufMessage Node(
        string operation, string name, IEnumerable<string> inputs, IEnumerable<ProtobufMessage> attributes)
    {
        var node = new ProtobufMessage();
        foreach (var input in inputs)
            node.Add(1, input);
        return node.Add(2, name).Add(3, name).Add(4, operation).AddEach(5, attributes);
    }

    /// <summary>AttributeProto: an integer.</summary>
    public static ProtobufMessage Attribute(string name, long value) =>
        new ProtobufMessage().Add(1, name).Add(3, value).Add(20, IntegerAttribute);

    /// <summary>AttributeProto: a list of integers.</summary>
    public static ProtobufMessage Attribute(string name, IEnumerable<long> values)
    {
        var attribute = new ProtobufMessage().Add(1, name);
        foreach (var value in values)
            attribute.Add(8, value);
        return attribute.Add(20, IntegersAttribute);
    }

    /// <summary>TensorProto: weights in single precision, which must stay as they are until the file is written.</summary>
    public static ProtobufMessage Weights(string name, Tensor values)
    {
        var weights = new ProtobufMessage();
        foreach (var size in values.shape)
            weights.Add(1, size);
        return weights.Add(2, Float).Add(8, name).Add(9, values);
    }

    /// <summary>ValueInfoProto: an input or output in single precision, for a batch of any size.</summary>
    public static ProtobufMessage Batch(string name, IEnumerable<long> rowShape)
    {
        var shape = new ProtobufMessage().Add(1, new ProtobufMessage().Add(2, "N"));
        foreach (var size in rowShape)
            shape.Add(1, new ProtobufMessage().Add(1, size));
        var tensor = new ProtobufMessage().Add(1, Float).Add(2, shape);
        return new ProtobufMessage().Add(1, name).Add(2, new ProtobufMessage().Add(1, tensor));
    }

    private static ProtobufMessage AddEach(this ProtobufMessage message, int field, IEnumerable<ProtobufMessage> values)
    {
        foreach (var value in values)
            message.Add(field, value);
        return message;
    }
}
