using static TorchSharp.torch;

namespace ResNetMLNet.Persistence;

/// <summary>The number formats that a network's state consists of, by their names in safetensors.</summary>
internal static class SafeTensorsTypes
{
    /// <summary>The format's name of a torch type.</summary>
    /// <exception cref="NotSupportedException">A type other than single precision and 64-bit integers.</exception>
    public static string NameOf(ScalarType type) => type switch
    {
        ScalarType.Float32 => "F32",
        ScalarType.Int64 => "I64",
        _ => throw new NotSupportedException($"Weights of type {type} cannot be saved: convert the network to Float32 first."),
    };

    /// <summary>The bytes of one number, or null if the format does not know the type.</summary>
    public static int? SizeOf(string typeName) => typeName switch
    {
        "BOOL" or "U8" or "I8" or "F8_E4M3" or "F8_E5M2" => 1,
        "U16" or "I16" or "F16" or "BF16" => 2,
        "U32" or "I32" or "F32" => 4,
        "U64" or "I64" or "F64" => 8,
        _ => null,
    };
}
