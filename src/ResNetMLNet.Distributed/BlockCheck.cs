using System.Globalization;
using ResNetMLNet.Distributed.Blocks;

namespace ResNetMLNet.Distributed;

/// <summary>Whether all blocks of a folder are there.</summary>
public sealed class BlockCheck
{
    private const string Remedy = "remove it and score again";
    private const int Shown = 10;

    private BlockCheck(ScoringDefinition definition, IReadOnlyList<long> missing, IReadOnlyList<string> faults) =>
        (RowCount, BlockCount, MissingBlocks, Faults) = (definition.RowCount, definition.BlockCount, missing, faults);

    /// <summary>How many rows the data have; null while no process has come to their end.</summary>
    public long? RowCount { get; }

    /// <summary>How many blocks that makes; null likewise.</summary>
    public long? BlockCount { get; }

    /// <summary>
    /// The numbers of the blocks that are not there, from 0; while nobody knows how many there are, those before the last one that is.
    /// </summary>
    public IReadOnlyList<long> MissingBlocks { get; }

    /// <summary>What is wrong with blocks that are there, in sentences; it is looked for once none is missing.</summary>
    public IReadOnlyList<string> Faults { get; }

    /// <summary>Whether each row is in a block, once.</summary>
    public bool IsComplete => RowCount is not null && MissingBlocks.Count == 0 && Faults.Count == 0;

    /// <summary>The result in sentences.</summary>
    public override string ToString()
    {
        if (RowCount is null)
            return "Nobody knows yet how many rows there are: no process has come to the end of the data.";
        if (MissingBlocks.Count > 0)
        {
            return string.Create(
                CultureInfo.InvariantCulture, $"{MissingBlocks.Count:N0} of {BlockCount:N0} blocks are missing: {Listed}.");
        }
        return Faults.Count > 0
            ? string.Join(' ', Faults)
            : string.Create(CultureInfo.InvariantCulture, $"All {RowCount:N0} rows are there, in {BlockCount:N0} blocks.");
    }

    /// <summary>Looks at a folder.</summary>
    /// <exception cref="FileNotFoundException">Nothing was scored to it.</exception>
    internal static BlockCheck Of(string path, CancellationToken cancellationToken)
    {
        var definition = new DefinitionFile(path).Read();
        var folder = new BlockFolder(path, IBlockFormat.Named(definition.Format));
        var there = folder.Blocks.ToHashSet();
        var count = definition.BlockCount ?? there.DefaultIfEmpty(-1).Max() + 1;
        var missing = BlockFolder.Numbers(count).Where(block => !there.Contains(block)).ToList();
        IReadOnlyList<string> faults = definition.RowCount is null || missing.Count > 0
            ? []
            : [.. there.Order().Select(block => Fault(folder, block, definition, cancellationToken)).OfType<string>()];
        return new(definition, missing, faults);
    }

    private string Listed =>
        string.Join(", ", MissingBlocks.Take(Shown).Select(block => block.ToString(CultureInfo.InvariantCulture)))
        + (MissingBlocks.Count > Shown ? string.Create(CultureInfo.InvariantCulture, $" and {MissingBlocks.Count - Shown:N0} more") : "");

    private static string? Fault(BlockFolder folder, long block, ScoringDefinition definition, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var file = folder.FileOf(block);
        if (block >= definition.BlockCount)
            return $"The file '{file}' is of no rows of the data: remove it.";
        try
        {
            var (count, expected) = (folder.CountRows(block), definition.RowsOf(block));
            return count == expected
                ? null
                : string.Create(CultureInfo.InvariantCulture, $"The file '{file}' has {count:N0} rows and not {expected:N0}: {Remedy}.");
        }
        catch (InvalidDataException exception)
        {
            return $"The file '{file}' is damaged ({exception.Message.TrimEnd('.')}): {Remedy}.";
        }
    }
}
