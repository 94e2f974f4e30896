namespace ResNetMLNet.Transforms.Onnx;

/// <summary>Which of ONNX's types .NET's are.</summary>
internal static class OnnxElementTypes
{
    private static readonly Dictionary<Type, OnnxElementType> Types = new()
    {
        [typeof(float)] = OnnxElementType.Float,
        [typeof(byte)] = OnnxElementType.UInt8,
        [typeof(long)] = OnnxElementType.Int64,
        [typeof(double)] = OnnxElementType.Double,
    };

    /// <summary>The type of ONNX for one of .NET.</summary>
    public static OnnxElementType Of<T>() => Of(typeof(T));

    /// <inheritdoc cref="Of{T}"/>
    public static OnnxElementType Of(Type type) => Types[type];
}
