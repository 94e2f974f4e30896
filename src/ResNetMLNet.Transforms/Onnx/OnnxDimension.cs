namespace ResNetMLNet.Transforms.Onnx;

/// <summary>One dimension of an input or output: a size, or the name of one that is known only with the data.</summary>
/// <param name="Size">The size, where it is known.</param>
/// <param name="Name">The name, where it is not.</param>
internal readonly record struct OnnxDimension(long Size, string? Name)
{
    /// <summary>The images of a batch, of any number.</summary>
    public static OnnxDimension Batch => "N";

    public static implicit operator OnnxDimension(long size) => new(size, null);

    public static implicit operator OnnxDimension(string name) => new(0, name);
}
