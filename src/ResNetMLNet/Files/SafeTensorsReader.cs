using static TorchSharp.torch;

namespace ResNetMLNet.Files;

/// <summary>Reads tensors in the safetensors format; <see cref="SafeTensorsWriter"/> describes the layout.</summary>
internal static class SafeTensorsReader
{
    /// <summary>The numbers that are held beside the tensor that they fill, unless one of its rows has more.</summary>
    private const long ChunkLength = 1 << 20;

    /// <summary>Fills all of a network's state. Everything is checked before the first number is changed.</summary>
    /// <param name="stream">A seekable stream that ends with the last tensor's last byte.</param>
    /// <param name="tensors">The tensors to fill by name, on any device; numbers convert to their types.</param>
    /// <exception cref="InvalidDataException">
    /// The stream is damaged, or names, types or shapes are not those of <paramref name="tensors"/>.
    /// </exception>
    public static void Read(Stream stream, IReadOnlyDictionary<string, Tensor> tensors)
    {
        var entries = SafeTensorsHeader.Read(stream, out _);
        SafeTensorsFit.Check(entries, tensors);
        Fill(stream, entries, tensors);
    }

    /// <summary>Reads all tensors of a stream.</summary>
    /// <param name="stream">A seekable stream that ends with the last tensor's last byte.</param>
    /// <returns>The tensors by name, on the CPU; they belong to the present dispose scope.</returns>
    /// <exception cref="InvalidDataException">The stream is damaged.</exception>
    public static IReadOnlyDictionary<string, Tensor> Read(Stream stream)
    {
        var tensors = new Dictionary<string, Tensor>();
        foreach (var (name, entry) in SafeTensorsHeader.Read(stream, out _))
        {
            var tensor = empty([.. entry.Shape], dtype: SafeTensorsTypes.TypeOf(entry.Type), device: CPU);
            stream.ReadExactly(tensor.bytes);
            tensors.Add(name, tensor);
        }
        return tensors;
    }

    /// <summary>Fills the tensors that fit the entries of their names, and passes over the other entries.</summary>
    /// <param name="stream">The stream at the first entry's first byte.</param>
    /// <param name="entries">What follows in the stream.</param>
    /// <param name="tensors">The tensors to fill.</param>
    public static void Fill(
        Stream stream,
        IReadOnlyList<KeyValuePair<string, SafeTensorsEntry>> entries,
        IReadOnlyDictionary<string, Tensor> tensors)
    {
        using var mode = no_grad();
        foreach (var (name, entry) in entries)
        {
            if (tensors.TryGetValue(name, out var tensor))
                Fill(stream, SafeTensorsTypes.TypeOf(entry.Type), tensor);
            else
                stream.Seek(entry.End - entry.Begin, SeekOrigin.Current);
        }
    }

    private static void Fill(Stream stream, ScalarType type, Tensor tensor)
    {
        using var scope = NewDisposeScope();
        var rows = tensor.dim() == 0 ? tensor.view(1) : tensor;
        var count = rows.shape[0];
        var step = Math.Max(1, ChunkLength * count / Math.Max(1, rows.numel()));
        for (var row = 0L; row < count; row += step)
        {
            using var chunkScope = NewDisposeScope();
            var part = rows.narrow(0, row, Math.Min(step, count - row));
            var chunk = empty(part.shape, dtype: type, device: CPU);
            stream.ReadExactly(chunk.bytes);
            part.copy_(chunk);
        }
    }
}
