using static TorchSharp.torch;

namespace ResNetMLNet.Persistence;

/// <summary>Compares what a safetensors stream holds with the tensors that it is to fill.</summary>
internal static class WeightsFit
{
    /// <summary>More than a ResNet-152 has, and what a message can bear.</summary>
    private const int MostNames = 2_000;

    /// <summary>Checks that names and shapes are the same and that the numbers convert.</summary>
    /// <exception cref="InvalidDataException">They are not: all that does not fit is listed.</exception>
    public static void Check(
        IReadOnlyList<KeyValuePair<string, SafeTensorsEntry>> entries, IReadOnlyDictionary<string, Tensor> tensors)
    {
        var names = entries.Select(entry => entry.Key).ToHashSet();
        var shared = entries.Where(entry => tensors.ContainsKey(entry.Key)).ToList();
        List<string?> groups =
        [
            Group("missing", Quoted(tensors.Keys.Where(name => !names.Contains(name)))),
            Group("unexpected", Quoted(names.Where(name => !tensors.ContainsKey(name)))),
            Group("misshapen", shared.Where(entry => !HasShape(entry.Value, tensors[entry.Key])).Select(Difference)),
            Group("of a type that does not convert", shared
                .Where(entry => HasShape(entry.Value, tensors[entry.Key]) && !Converts(entry.Value, tensors[entry.Key]))
                .Select(Difference)),
        ];
        if (groups.Any(group => group is not null))
        {
            throw new InvalidDataException(
                $"The weights do not fit the network: {string.Join("; ", groups.OfType<string>())}. Give the network the "
                + "settings that the weights were trained with (of a ResNet architecture, layout, stem, pre-activation, image "
                + "channels and class count), or take others.");
        }

        string Difference(KeyValuePair<string, SafeTensorsEntry> entry) =>
            $"'{entry.Key}' is {SafeTensorsError.Description(entry.Value.Type, entry.Value.Shape)} "
            + $"instead of {Description(tensors[entry.Key])}";
    }

    /// <summary>In an order that keeps the names of a layer together.</summary>
    private static IEnumerable<string> Quoted(IEnumerable<string> names) =>
        names.Order(StringComparer.Ordinal).Select(SafeTensorsError.Quoted);

    private static bool HasShape(SafeTensorsEntry entry, Tensor tensor) => entry.Shape.SequenceEqual(tensor.shape);

    private static bool Converts(SafeTensorsEntry entry, Tensor tensor) => SafeTensorsTypes.Fills(entry.Type, tensor.dtype);

    private static string Description(Tensor tensor) =>
        SafeTensorsError.Description(SafeTensorsTypes.NameOf(tensor.dtype), tensor.shape);

    /// <summary>What has one kind of misfit, counted and listed; null if nothing has.</summary>
    private static string? Group(string kind, IEnumerable<string> misfits)
    {
        var all = misfits.ToList();
        var more = all.Count > MostNames ? $" and {all.Count - MostNames} more" : string.Empty;
        var verb = all.Count == 1 ? "is" : "are";
        return all.Count == 0 ? null : $"{all.Count} {verb} {kind}: {string.Join(", ", all.Take(MostNames))}{more}";
    }
}
