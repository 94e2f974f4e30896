using System.Globalization;

namespace ResNetMLNet.Reports.Scoring;

/// <summary>What rows are called.</summary>
internal sealed class RowNames
{
    private readonly IReadOnlyDictionary<long, string>? _names;

    private RowNames(IReadOnlyDictionary<long, string>? names) => _names = names;

    /// <summary>Rows that go by their place.</summary>
    public static RowNames ByPosition { get; } = new(null);

    /// <summary>Rows that have names, full paths the part that not all of them begin with, the same on every machine.</summary>
    public static RowNames Of(IEnumerable<(long Position, string Name)> rows)
    {
        var names = rows.ToDictionary(
            row => row.Position,
            row => Path.DirectorySeparatorChar == '/' ? row.Name : row.Name.Replace('\\', '/'));
        var common = names.Values.All(Path.IsPathRooted) ? CommonFolder(names.Values) : 0;
        return new(names.ToDictionary(row => row.Key, row => row.Value[common..]));
    }

    /// <summary>The name of a row.</summary>
    public string Of(long position) => _names?.GetValueOrDefault(position) ?? "row " + position.ToString(CultureInfo.InvariantCulture);

    /// <summary>The length of the longest beginning that ends with a slash.</summary>
    private static int CommonFolder(IEnumerable<string> paths)
    {
        var common = paths.Aggregate((first, second) => first[..first.AsSpan().CommonPrefixLength(second)]);
        return common.LastIndexOf('/') + 1;
    }
}
