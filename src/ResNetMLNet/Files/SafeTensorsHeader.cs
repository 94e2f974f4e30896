using System.Buffers.Binary;

namespace ResNetMLNet.Files;

/// <summary>The checked header of a safetensors stream: nothing in it points outside of the stream or at another's bytes.</summary>
internal static class SafeTensorsHeader
{
    /// <summary>
    /// Far below the 100 MB of the format's own reader, and a hundred times the header of a ResNet-152: what a header
    /// describes takes many times its bytes.
    /// </summary>
    public const long LongestHeader = 1 << 24;

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
            throw SafeTensorsError.Damaged($"it has {remaining + sizeof(ulong)} bytes, too few for the length of its header");
        Span<byte> prefix = stackalloc byte[sizeof(ulong)];
        stream.ReadExactly(prefix);
        var length = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        if (length > (ulong)remaining)
            throw SafeTensorsError.Damaged($"its header claims {length} bytes where {remaining} follow");
        if (length > LongestHeader)
            throw SafeTensorsError.Damaged($"its header has {length} bytes, more than the {LongestHeader} that are read");
        var header = new byte[length];
        stream.ReadExactly(header);
        return CheckOffsets(SafeTensorsJson.Parse(header, out metadata), remaining - (long)length);
    }

    private static List<KeyValuePair<string, SafeTensorsEntry>> CheckOffsets(
        Dictionary<string, SafeTensorsEntry> entries, long dataLength)
    {
        var ordered = entries.OrderBy(entry => entry.Value.Begin).ThenBy(entry => entry.Value.End).ToList();
        var expected = 0L;
        foreach (var (key, entry) in ordered)
        {
            var name = SafeTensorsError.Quoted(key);
            if (entry.Begin != expected || entry.End < entry.Begin)
            {
                throw SafeTensorsError.Damaged(FormattableString.Invariant(
                    $"tensor {name} lies at bytes {entry.Begin} to {entry.End} where byte {expected} is next"));
            }
            if (ByteSize(name, entry) != entry.End - entry.Begin)
            {
                var described = SafeTensorsError.Description(entry.Type, entry.Shape);
                throw SafeTensorsError.Damaged($"tensor {name}, {described}, has {entry.End - entry.Begin} bytes");
            }
            expected = entry.End;
        }
        if (expected != dataLength)
            throw SafeTensorsError.Damaged($"its tensors take {expected} bytes where {dataLength} follow the header");
        return ordered;
    }

    private static long ByteSize(string name, SafeTensorsEntry entry)
    {
        long size = SafeTensorsTypes.SizeOf(entry.Type)
            ?? throw SafeTensorsError.Damaged($"tensor {name} has the unknown type {SafeTensorsError.Quoted(entry.Type)}");
        if (entry.Shape.Any(dimension => dimension < 0))
        {
            throw SafeTensorsError.Damaged(FormattableString.Invariant(
                $"tensor {name} has the dimension {entry.Shape.First(dimension => dimension < 0)}"));
        }
        try
        {
            // A dimension of zero must not hide that the others cannot be multiplied, which libtorch does for the strides.
            var padded = entry.Shape.Aggregate(size, (product, dimension) => checked(product * Math.Max(1, dimension)));
            return entry.Shape.Contains(0) ? 0 : padded;
        }
        catch (OverflowException exception)
        {
            throw SafeTensorsError.Damaged($"the shape of tensor {name}, {SafeTensorsError.Shape(entry.Shape)}, overflows", exception);
        }
    }
}
