using System.Buffers.Binary;
using System.Text.Json;
using static TorchSharp.torch;

namespace ResNetMLNet.Files;

/// <summary>Writes tensors in the safetensors format (github.com/huggingface/safetensors, "Format").</summary>
/// <remarks>
/// Layout: the header's length as a little-endian unsigned 64-bit number; the header, a JSON object from tensor names to
/// <c>dtype</c>, <c>shape</c> and <c>data_offsets</c> and from <c>__metadata__</c> to texts, padded with spaces to a multiple
/// of eight; the tensors' bytes, little-endian, row-major, in the header's order without gaps. The widest numbers come first,
/// as in the format's own writer: so all lie at multiples of their size, which torch asks for where it reads them in place.
/// </remarks>
internal static class SafeTensorsWriter
{
    /// <summary>Writes tensors, and texts beside them.</summary>
    /// <param name="stream">Receives the bytes from its current position.</param>
    /// <param name="tensors">The tensors by name, on any device.</param>
    /// <param name="metadata">The texts by name; null for none.</param>
    public static void Write(
        Stream stream, IReadOnlyDictionary<string, Tensor> tensors, IReadOnlyDictionary<string, string>? metadata = null)
    {
        var ordered = tensors.OrderByDescending(entry => entry.Value.element_size()).ToList();
        var header = Header(ordered, metadata);
        Span<byte> length = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)header.Length);
        stream.Write(length);
        stream.Write(header);
        foreach (var (_, tensor) in ordered)
        {
            using var scope = NewDisposeScope();
            stream.Write(tensor.cpu().contiguous().bytes);
        }
    }

    private static byte[] Header(List<KeyValuePair<string, Tensor>> tensors, IReadOnlyDictionary<string, string>? metadata)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            var offset = 0L;
            json.WriteStartObject();
            if (metadata is not null)
            {
                json.WriteStartObject(SafeTensorsHeader.MetadataKey);
                foreach (var (name, text) in metadata)
                    json.WriteString(name, text);
                json.WriteEndObject();
            }
            foreach (var (name, tensor) in tensors)
            {
                json.WriteStartObject(name);
                json.WriteString("dtype", SafeTensorsTypes.NameOf(tensor.dtype));
                WriteArray(json, "shape", tensor.shape);
                var end = offset + tensor.numel() * tensor.element_size();
                WriteArray(json, "data_offsets", [offset, end]);
                json.WriteEndObject();
                offset = end;
            }
            json.WriteEndObject();
        }
        while (buffer.Length % sizeof(ulong) != 0)
            buffer.WriteByte((byte)' ');
        return buffer.ToArray();
    }

    private static void WriteArray(Utf8JsonWriter json, string name, ReadOnlySpan<long> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
            json.WriteNumberValue(value);
        json.WriteEndArray();
    }
}
