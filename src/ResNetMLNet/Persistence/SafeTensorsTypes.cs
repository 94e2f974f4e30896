using static TorchSharp.torch;

namespace ResNetMLNet.Persistence;

/// <summary>The number formats that the states of networks and trainings consist of, by their names in safetensors.</summary>
internal static class SafeTensorsTypes
{
    /// <summary>The format's name of a torch type.</summary>
    /// <exception cref="NotSupportedException">A type other than single and double precision and 64-bit integers.</exception>
    public static string NameOf(ScalarType type) => type switch
    {
        ScalarType.Float32 => "F32",
        ScalarType.Float64 => "F64",
        ScalarType.Int64 => "I64",
        _ => throw new NotSupportedException($"Weights of type {type} cannot be saved: convert the network to Float32 first."),
    };

    /// <summary>The torch type of a name.</summary>
    /// <exception cref="InvalidDataException">A type that <see cref="NameOf"/> does not give.</exception>
    public static ScalarType TypeOf(string typeName) => typeName switch
    {
        "F32" => ScalarType.Float32,
        "F64" => ScalarType.Float64,
        "I64" => ScalarType.Int64,
        _ => throw new InvalidDataException($"The number format '{typeName}' is not read here: F32, F64 and I64 are."),
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
