using static TorchSharp.torch;

namespace ResNetMLNet.Files;

/// <summary>The number formats by their names in safetensors.</summary>
internal static class SafeTensorsTypes
{
    private static readonly Dictionary<string, ScalarType> _types = new()
    {
        ["BOOL"] = ScalarType.Bool,
        ["U8"] = ScalarType.Byte,
        ["I8"] = ScalarType.Int8,
        ["I16"] = ScalarType.Int16,
        ["I32"] = ScalarType.Int32,
        ["I64"] = ScalarType.Int64,
        ["F16"] = ScalarType.Float16,
        ["BF16"] = ScalarType.BFloat16,
        ["F32"] = ScalarType.Float32,
        ["F64"] = ScalarType.Float64,
    };

    private static readonly Dictionary<ScalarType, string> _names = _types.ToDictionary(entry => entry.Value, entry => entry.Key);

    /// <summary>Whether the format has a torch type.</summary>
    public static bool Has(ScalarType type) => _names.ContainsKey(type);

    /// <summary>The format's name of a torch type.</summary>
    /// <exception cref="NotSupportedException">A type that the format or libtorch does not have, as complex numbers.</exception>
    public static string NameOf(ScalarType type) => _names.GetValueOrDefault(type)
        ?? throw new NotSupportedException($"Weights of type {type} cannot be saved: convert the network to Float32 first.");

    /// <summary>The torch type of a name.</summary>
    /// <exception cref="InvalidDataException">A type that <see cref="NameOf"/> does not give.</exception>
    public static ScalarType TypeOf(string typeName) => _types.TryGetValue(typeName, out var type)
        ? type
        : throw new InvalidDataException(
            $"The number format '{typeName}' is not read here: {string.Join(", ", _types.Keys)} are.");

    /// <summary>The bytes of one number, or null if the format does not know the type.</summary>
    public static int? SizeOf(string typeName) => typeName switch
    {
        "BOOL" or "U8" or "I8" or "F8_E4M3" or "F8_E5M2" or "F8_E8M0" => 1,
        "U16" or "I16" or "F16" or "BF16" => 2,
        "U32" or "I32" or "F32" => 4,
        "U64" or "I64" or "F64" or "C64" => 8,
        _ => null,
    };

    /// <summary>
    /// Whether numbers can fill a tensor of a type: those of its own type, floating-point numbers of any precision each
    /// other's, and 32-bit integers a 64-bit counter.
    /// </summary>
    public static bool Fills(string typeName, ScalarType target) => _types.TryGetValue(typeName, out var type)
        && (type == target || (IsFloat(type) && IsFloat(target)) || (type, target) is (ScalarType.Int32, ScalarType.Int64));

    private static bool IsFloat(ScalarType type) =>
        type is ScalarType.Float16 or ScalarType.BFloat16 or ScalarType.Float32 or ScalarType.Float64;
}
