using nietras.SeparatedValues;

namespace ResNetMLNet.Distributed.Blocks;

/// <summary>Blocks as comma-separated values: quoted by RFC 4180 where they have to be, and nothing else of a text is changed.</summary>
internal sealed class CsvBlocks : IBlockFormat
{
    /// <inheritdoc/>
    public string Name => "csv";

    /// <inheritdoc/>
    public void Write(IReadOnlyList<BlockColumn> columns, Stream file)
    {
        using var lines = Sep.New(',').Writer(options => options with { Escape = true }).To(file, leaveOpen: true);
        lines.Header.Add(columns.Select(column => column.Name).ToArray());
        for (var row = 0; row < columns[0].Count; row++)
        {
            using var line = lines.NewRow();
            for (var i = 0; i < columns.Count; i++)
                line[i].Set(columns[i].Text(row));
        }
    }

    /// <inheritdoc/>
    public long CountRows(string path)
    {
        using var lines = Sep.New(',').Reader().FromFile(path);
        var count = 0L;
        foreach (var _ in lines)
            count++;
        return count;
    }
}
