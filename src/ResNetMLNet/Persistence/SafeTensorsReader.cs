using static TorchSharp.torch;

namespace ResNetMLNet.Persistence;

/// <summary>Reads tensors in the safetensors format; <see cref="SafeTensorsWriter"/> describes the layout.</summary>
internal static class SafeTensorsReader
{
    /// <summary>Fills all of a network's state. Everything is checked before the first number is changed.</summary>
    /// <param name="stream">A seekable stream that ends with the last tensor's last byte.</param>
    /// <param name="tensors">The tensors to fill, contiguous and on the CPU, by name.</param>
    /// <exception cref="InvalidDataException">
    /// The stream is damaged, or names, types or shapes are not those of <paramref name="tensors"/>.
    /// </exception>
    public static void Read(Stream stream, IReadOnlyDictionary<string, Tensor> tensors)
    {
        var entries = SafeTensorsHeader.Read(stream, out _);
        CheckFit(entries, tensors);
        using var mode = no_grad();
        foreach (var (name, _) in entries)
            stream.ReadExactly(tensors[name].bytes);
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

    private static void CheckFit(
        IReadOnlyList<KeyValuePair<string, SafeTensorsEntry>> entries, IReadOnlyDictionary<string, Tensor> tensors)
    {
        var names = entries.Select(entry => entry.Key).ToHashSet();
        var problems = tensors.Keys.Where(name => !names.Contains(name)).Select(name => $"'{name}' is missing")
            .Concat(names.Where(name => !tensors.ContainsKey(name)).Select(name => $"'{name}' is unexpected"))
            .Concat(entries.Where(entry => tensors.ContainsKey(entry.Key))
                .Where(entry => Describe(entry.Value.Type, entry.Value.Shape) != Describe(tensors[entry.Key]))
                .Select(entry => $"'{entry.Key}' is {Describe(entry.Value.Type, entry.Value.Shape)} instead of {Describe(tensors[entry.Key])}"))
            .ToList();
        if (problems.Count > 0)
        {
            throw new InvalidDataException(
                $"The weights do not fit the network: {string.Join(", ", problems)}. Use the file that belongs to this network.");
        }
    }

    private static string Describe(Tensor tensor) => Describe(SafeTensorsTypes.NameOf(tensor.dtype), tensor.shape);

    private static string Describe(string type, IEnumerable<long> shape) => $"{type} of shape ({string.Join(", ", shape)})";
}
