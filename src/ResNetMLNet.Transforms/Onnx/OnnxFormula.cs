namespace ResNetMLNet.Transforms.Onnx;

/// <summary>Writes down a computation operator by operator; each gets a name of its own.</summary>
/// <param name="graph">Where it goes.</param>
/// <param name="name">What the names begin with.</param>
internal sealed class OnnxFormula(OnnxGraph graph, string name)
{
    private int _count;

    /// <summary>Adds an operator and gives the name of what it gives.</summary>
    /// <param name="operation">Its kind, as ONNX calls it.</param>
    /// <param name="inputs">The names of what it takes; an empty one where it takes a default.</param>
    public string Apply(string operation, params IEnumerable<string> inputs) => Apply(operation, inputs, []);

    /// <inheritdoc cref="Apply(string, IEnumerable{string})"/>
    /// <param name="operation">Its kind, as ONNX calls it.</param>
    /// <param name="inputs">The names of what it takes; an empty one where it takes a default.</param>
    /// <param name="attributes">Its settings.</param>
    public string Apply(string operation, IEnumerable<string> inputs, params IEnumerable<ProtobufMessage> attributes) =>
        graph.Apply(operation, NextName(), inputs, attributes);

    /// <summary>Adds a conversion to another type.</summary>
    public string Cast(string input, OnnxElementType type) => Apply("Cast", [input], OnnxMessages.Attribute("to", (long)type));

    /// <summary>Adds a single number.</summary>
    public string Constant<T>(T value)
        where T : unmanaged => graph.AddConstants(NextName(), [], value);

    /// <summary>Adds a list of numbers.</summary>
    public string List<T>(params T[] values)
        where T : unmanaged => graph.AddConstants(NextName(), [values.Length], values);

    /// <summary>Adds a number for each channel of maps (N, channels, height, width).</summary>
    public string Channels<T>(params T[] values)
        where T : unmanaged => graph.AddConstants(NextName(), [values.Length, 1, 1], values);

    /// <summary>Turns rows of numbers into images.</summary>
    public string Reshape(string input, Featurization.ImageShape image) =>
        Apply("Reshape", input, List<long>(-1, image.Channels, image.Height, image.Width));

    private string NextName() => $"{name}.{++_count}";
}
