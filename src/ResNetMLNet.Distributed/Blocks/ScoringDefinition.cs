namespace ResNetMLNet.Distributed.Blocks;

/// <summary>All that decides what is in the blocks of a folder. Processes with the same definition share it.</summary>
/// <param name="Format">The format's name.</param>
/// <param name="RowsPerBlock">The rows of each block but the last.</param>
/// <param name="Columns">The names of the columns.</param>
/// <param name="Model">What tells the model from others.</param>
/// <param name="Data">What tells the data from others.</param>
/// <param name="RowCount">How many rows the data have; null while nobody has come to their end.</param>
internal sealed record ScoringDefinition(
    string Format, int RowsPerBlock, IReadOnlyList<string> Columns, string Model, string Data, long? RowCount)
{
    /// <summary>How many blocks there are; null while nobody knows.</summary>
    public long? BlockCount => (RowCount + RowsPerBlock - 1) / RowsPerBlock;

    /// <summary>How many rows a block has; null where it may be the last one and nobody knows.</summary>
    public long? RowsOf(long block) =>
        RowCount is { } count ? Math.Clamp(count - (block * RowsPerBlock), 0, RowsPerBlock) : null;

    /// <summary>What is different now, in words.</summary>
    /// <param name="now">What a process is to score.</param>
    public IEnumerable<string> Differences(ScoringDefinition now)
    {
        (string Name, string There, string Here)[] values =
        [
            ("the format", Format, now.Format),
            ("the number of rows in a block", Text(RowsPerBlock), Text(now.RowsPerBlock)),
            ("the list of columns", Text(Columns), Text(now.Columns)),
            ("the model", Model, now.Model),
            ("the fingerprint of the data", $"'{Data}'", $"'{now.Data}'"),
            ("the number of rows", Text(RowCount ?? now.RowCount), Text(now.RowCount ?? RowCount)),
        ];
        return values.Where(value => value.There != value.Here)
            .Select(value => $"{value.Name} is {value.There} there and {value.Here} now");
    }

    private static string Text(long? number) => FormattableString.Invariant($"{number}");

    private static string Text(IEnumerable<string> names) => string.Join(", ", names.Select(name => $"'{name}'"));
}
