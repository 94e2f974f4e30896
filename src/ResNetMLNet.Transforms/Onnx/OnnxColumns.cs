namespace ResNetMLNet.Transforms.Onnx;

/// <summary>
/// The columns of a model that a graph's input and output correspond to. They give these their names, so that ML.NET's
/// <c>ApplyOnnxModel</c> finds and makes columns of the same names.
/// </summary>
/// <param name="Input">The column that goes in.</param>
/// <param name="Output">The column that comes out.</param>
internal sealed record OnnxColumns(string Input, string Output)
{
    /// <summary>The name of the graph's output: that of the column, unless the input has it already.</summary>
    public string OutputName => Output == Input ? $"{Output}.output" : Output;

    /// <summary>The columns, for the file's metadata.</summary>
    public IEnumerable<KeyValuePair<string, string>> Metadata =>
        [new(OnnxMetadata.InputColumn, Input), new(OnnxMetadata.OutputColumn, Output)];
}
