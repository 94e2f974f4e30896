using static TorchSharp.torch;

namespace ResNetMLNet.Files;

/// <summary>Compares what a safetensors stream holds with the tensors that it is to fill.</summary>
internal static class SafeTensorsFit
{
    /// <summary>More than a ResNet-152 has, and what a message can bear.</summary>
    private const int MostNames = 2_000;

    /// <summary>The names of tensors that all have the same difference.</summary>
    private const int MostEqual = 3;

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
            Group("misshapen", Differences(entry => !HasShape(entry.Value, tensors[entry.Key]))),
            Group("of a type that does not convert", Differences(
                entry => HasShape(entry.Value, tensors[entry.Key]) && !Converts(entry.Value, tensors[entry.Key]))),
        ];
        if (groups.Any(group => group is not null))
        {
            throw new InvalidDataException(
                $"The weights do not fit the network: {string.Join("; ", groups.OfType<string>())}. Give the network the "
                + "settings that the weights were trained with (of a ResNet architecture, blocks, widths, layout, stem, "
                + "pre-activation, image channels and class count), or take others.");
        }

        Misfits Differences(Func<KeyValuePair<string, SafeTensorsEntry>, bool> isOne)
        {
            var groups = shared.Where(isOne).ToLookup(
                entry => SafeTensorsError.Description(entry.Value.Type, entry.Value.Shape)
                    + $" instead of {Description(tensors[entry.Key])}",
                entry => SafeTensorsError.Quoted(entry.Key));
            return new(groups.Sum(group => group.Count()), [.. groups.Select(Difference)]);
        }
    }

    /// <summary>The tensors with one difference: a whole network can have it.</summary>
    private static string Difference(IGrouping<string, string> names)
    {
        var count = names.Count();
        var more = count > MostEqual ? $" and {count - MostEqual} more" : string.Empty;
        return $"{string.Join(", ", names.Take(MostEqual))}{more} {(count == 1 ? "is" : "are")} {names.Key}";
    }

    /// <summary>In an order that keeps the names of a layer together.</summary>
    private static Misfits Quoted(IEnumerable<string> names)
    {
        List<string> ordered = [.. names.Order(StringComparer.Ordinal).Select(SafeTensorsError.Quoted)];
        return new(ordered.Count, ordered);
    }

    /// <summary>Some programs that convert weights make a vector of a single number, as a counter of batches is.</summary>
    private static bool HasShape(SafeTensorsEntry entry, Tensor tensor) =>
        entry.Shape.SequenceEqual(tensor.shape) || (tensor.dim() == 0 && entry.Shape is [1]);

    private static bool Converts(SafeTensorsEntry entry, Tensor tensor) => SafeTensorsTypes.Fills(entry.Type, tensor.dtype);

    private static string Description(Tensor tensor) =>
        SafeTensorsError.Description(SafeTensorsTypes.NameOf(tensor.dtype), tensor.shape);

    /// <summary>What has one kind of misfit, counted and listed; null if nothing has.</summary>
    private static string? Group(string kind, Misfits misfits)
    {
        var more = misfits.Texts.Count > MostNames ? $" and {misfits.Texts.Count - MostNames} more" : string.Empty;
        var verb = misfits.Count == 1 ? "is" : "are";
        return misfits.Count == 0 ? null : $"{misfits.Count} {verb} {kind}: {string.Join(", ", misfits.Texts.Take(MostNames))}{more}";
    }

    /// <summary>Tensors that do not fit in one way, and how it is told.</summary>
    private sealed record Misfits(int Count, IReadOnlyList<string> Texts);
}
