using ResNetMLNet.Files;
using static TorchSharp.torch;

namespace ResNetMLNet.Weights;

/// <summary>Finds the classes of saved weights among those of a network, by their names.</summary>
/// <param name="saved">The names in the order of the saved last layer's rows.</param>
/// <param name="own">The names in the order of the network's.</param>
internal sealed class ClassMatch(IReadOnlyList<string> saved, IReadOnlyList<string> own)
{
    private const int MostNames = 10;

    private readonly List<(int From, int To)> _rows =
        [.. from name in own.Index() join other in saved.Index() on name.Item equals other.Item select (other.Index, name.Index)];

    /// <summary>Whether all classes are the same, in the same order.</summary>
    public bool IsSame => saved.SequenceEqual(own);

    /// <summary>Whether there is a class that both have.</summary>
    public bool HasShared => _rows.Count > 0;

    /// <summary>Copies the rows of the classes that both have, and leaves the others as they are.</summary>
    public void Copy(Tensor from, Tensor to)
    {
        using var mode = no_grad();
        using var scope = NewDisposeScope();
        foreach (var (source, target) in _rows)
            to[target].copy_(from[source]);
    }

    /// <summary>The differences, as sentences.</summary>
    public string Describe()
    {
        var anew = Names("begin anew", own.Except(saved));
        var left = Names("are left out", saved.Except(own));
        return $"{_rows.Count} of {own.Count} classes go on with the row of their name in the last layer{anew}{left}.";
    }

    private static string Names(string what, IEnumerable<string> names)
    {
        var all = names.ToList();
        var more = all.Count > MostNames ? $" and {all.Count - MostNames} more" : string.Empty;
        return all.Count == 0 ? string.Empty : $"; {what}: {string.Join(", ", all.Take(MostNames).Select(SafeTensorsError.Quoted))}{more}";
    }
}
