using System.Buffers.Binary;
using System.Text.Json;

namespace ResNetMLNet.Persistence;

/// <summary>The checked header of a safetensors stream: nothing in it points outside of the stream or at another's bytes.</summary>
internal static class SafeTensorsHeader
{
    /// <summary>The limit of the format's own reader.</summary>
    private const long LongestHeader = 100_000_000;

    /// <summary>The header's entry that describes no tensor.</summary>
    public const string MetadataKey = "__metadata__";

    /// <summary>Reads the header and leaves the stream at the first tensor's first byte.</summary>
    /// <param name="stream">A seekable stream that ends with the last tensor's last byte.</param>
    /// <param name="metadata">The texts that the writer put beside the tensors.</param>
    /// <returns>The tensors by name, in the order of their bytes.</returns>
    /// <exception cref="InvalidDataException">The stream is no safetensors stream, or is truncated or inconsistent.</exception>
    public static IReadOnlyList<KeyValuePair<string, SafeTensorsEntry>> Read(
        Stream stream, out IReadOnlyDictionary<string, string> metadata)
    {
        var remaining = stream.Length - stream.Position - sizeof(ulong);
        if (remaining < 0)
            throw Damaged($"it has {remaining + sizeof(ulong)} bytes, too few for the length of its header");
        Span<byte> prefix = stackalloc byte[sizeof(ulong)];
        stream.ReadExactly(prefix);
        var length = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        if (length > LongestHeader || (long)length > remaining)
            throw Damaged($"its header claims {length} bytes where {remaining} follow");
        var header = new byte[length];
        stream.ReadExactly(header);
        return CheckOffsets(Parse(header, out metadata), remaining - (long)length);
    }

    private static Dictionary<string, SafeTensorsEntry> Parse(byte[] header, out IReadOnlyDictionary<string, string> metadata)
    {
        try
        {
            using var json = JsonDocument.Parse(header);
            var entries = new Dictionary<string, SafeTensorsEntry>();
            var texts = new Dictionary<string, string>();
            metadata = texts;
            foreach (var property in json.RootElement.EnumerateObject())
            {
                if (property.Name == MetadataKey)
                {
                    foreach (var text in property.Value.EnumerateObject())
                        texts[text.Name] = text.Value.GetString() ?? string.Empty;
                    continue;
                }
                var offsets = Numbers(property.Value.GetProperty("data_offsets"));
                if (offsets.Length != 2)
                    throw Damaged($"tensor '{property.Name}' has {offsets.Length} data offsets instead of 2");
                var type = property.Value.GetProperty("dtype").GetString() ?? string.Empty;
                var entry = new SafeTensorsEntry(type, Numbers(property.Value.GetProperty("shape")), offsets[0], offsets[1]);
                if (!entries.TryAdd(property.Name, entry))
                    throw Damaged($"tensor '{property.Name}' stands in it twice");
            }
            return entries;
        }
        catch (Exception exception)
            when (exception is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw Damaged("its header is not the JSON object that the format prescribes", exception);
        }
    }

    private static long[] Numbers(JsonElement array) => [.. array.EnumerateArray().Select(number => number.GetInt64())];

    private static List<KeyValuePair<string, SafeTensorsEntry>> CheckOffsets(
        Dictionary<string, SafeTensorsEntry> entries, long dataLength)
    {
        var ordered = entries.OrderBy(entry => entry.Value.Begin).ThenBy(entry => entry.Value.End).ToList();
        var expected = 0L;
        foreach (var (name, entry) in ordered)
        {
            if (entry.Begin != expected || entry.End < entry.Begin)
                throw Damaged($"tensor '{name}' lies at bytes {entry.Begin} to {entry.End} where byte {expected} is next");
            if (ByteSize(name, entry) != entry.End - entry.Begin)
            {
                var shape = string.Join(", ", entry.Shape);
                throw Damaged($"tensor '{name}', {entry.Type} of shape ({shape}), has {entry.End - entry.Begin} bytes");
            }
            expected = entry.End;
        }
        if (expected != dataLength)
            throw Damaged($"its tensors take {expected} bytes where {dataLength} follow the header");
        return ordered;
    }

    private static long ByteSize(string name, SafeTensorsEntry entry)
    {
        long size = SafeTensorsTypes.SizeOf(entry.Type)
            ?? throw Damaged($"tensor '{name}' has the unknown type '{entry.Type}'");
        try
        {
            return entry.Shape.Aggregate(size, (product, dimension) => dimension < 0
                ? throw Damaged($"tensor '{name}' has the dimension {dimension}")
                : checked(product * dimension));
        }
        catch (OverflowException exception)
        {
            throw Damaged($"the shape of tensor '{name}', ({string.Join(", ", entry.Shape)}), overflows", exception);
        }
    }

    private static InvalidDataException Damaged(string what, Exception? inner = null) => new(
        $"The weights are damaged or not in the safetensors format: {what}. Save or copy the file again.", inner);
}
