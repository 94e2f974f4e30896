namespace ResNetMLNet.Transforms.Onnx;

/// <summary>The messages of an ONNX file with the field numbers that ONNX publishes in onnx.proto.</summary>
internal static class OnnxMessages
{
    /// <summary>
    /// The version of the operators: of ONNX 1.8, late 2020. No graph of ours takes an operator that came later, and older
    /// runtimes read them.
    /// </summary>
    public const int OperatorSet = 13;

    /// <summary>What a file begins with: the tag of its format's version, which all writers put first.</summary>
    public const byte FirstByte = 0x08;

    /// <summary>The version of the file format that came with these operators.</summary>
    private const int IrVersion = 7;

    private const int FloatAttribute = 1;
    private const int IntegerAttribute = 2;
    private const int TextAttribute = 3;
    private const int IntegersAttribute = 7;

    /// <summary>ModelProto: the whole file.</summary>
    public static ProtobufMessage Model(
        ProtobufMessage graph,
        string producer,
        string producerVersion,
        IEnumerable<KeyValuePair<string, string>> metadata) => new ProtobufMessage()
            .Add(1, IrVersion)
            .Add(2, producer)
            .Add(3, producerVersion)
            .Add(7, graph)
            .Add(8, new ProtobufMessage().Add(2, OperatorSet))
            .AddEach(14, metadata.Select(entry => new ProtobufMessage().Add(1, entry.Key).Add(2, entry.Value)));

    /// <summary>GraphProto: the operators in order of computation with their weights, inputs and outputs.</summary>
    public static ProtobufMessage Graph(
        string name,
        IEnumerable<ProtobufMessage> nodes,
        IEnumerable<ProtobufMessage> weights,
        IEnumerable<ProtobufMessage> inputs,
        IEnumerable<ProtobufMessage> outputs) => new ProtobufMessage()
            .AddEach(1, nodes)
            .Add(2, name)
            .AddEach(5, weights)
            .AddEach(11, inputs)
            .AddEach(12, outputs);

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

    /// <summary>AttributeProto: a number in single precision.</summary>
    public static ProtobufMessage Attribute(string name, float value) =>
        new ProtobufMessage().Add(1, name).Add(2, value).Add(20, FloatAttribute);

    /// <summary>AttributeProto: a text.</summary>
    public static ProtobufMessage Attribute(string name, string value) =>
        new ProtobufMessage().Add(1, name).Add(4, value).Add(20, TextAttribute);

    /// <summary>AttributeProto: a list of integers.</summary>
    public static ProtobufMessage Attribute(string name, IEnumerable<long> values)
    {
        var attribute = new ProtobufMessage().Add(1, name);
        foreach (var value in values)
            attribute.Add(8, value);
        return attribute.Add(20, IntegersAttribute);
    }

    /// <summary>TensorProto: numbers that the graph holds, asked for when the file is written.</summary>
    /// <param name="name">The name by which operators take them.</param>
    /// <param name="type">Their type.</param>
    /// <param name="shape">Their dimensions; none for a single number.</param>
    /// <param name="elementSize">The bytes of a number.</param>
    /// <param name="write">Writes them row by row, low bytes first.</param>
    public static ProtobufMessage Tensor(
        string name, OnnxElementType type, IReadOnlyList<long> shape, int elementSize, Action<Stream> write)
    {
        var tensor = new ProtobufMessage();
        foreach (var size in shape)
            tensor.Add(1, size);
        return tensor.Add(2, (long)type).Add(8, name).Add(9, shape.Aggregate(1L, (a, b) => a * b) * elementSize, write);
    }

    /// <summary>ValueInfoProto: an input or output.</summary>
    public static ProtobufMessage Value(string name, OnnxElementType type, IEnumerable<OnnxDimension> dimensions)
    {
        var shape = new ProtobufMessage().AddEach(1, dimensions.Select(dimension => dimension.Name is { } text
            ? new ProtobufMessage().Add(2, text)
            : new ProtobufMessage().Add(1, dimension.Size)));
        var tensor = new ProtobufMessage().Add(1, (long)type).Add(2, shape);
        return new ProtobufMessage().Add(1, name).Add(2, new ProtobufMessage().Add(1, tensor));
    }

    private static ProtobufMessage AddEach(this ProtobufMessage message, int field, IEnumerable<ProtobufMessage> values)
    {
        foreach (var value in values)
            message.Add(field, value);
        return message;
    }
}
