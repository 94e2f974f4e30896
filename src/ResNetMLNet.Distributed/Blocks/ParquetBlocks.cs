using Parquet;
using Parquet.Schema;
using ResNetMLNet.Transforms.Interop;

namespace ResNetMLNet.Distributed.Blocks;

/// <summary>Blocks as Parquet files of one row group.</summary>
internal sealed class ParquetBlocks : IBlockFormat
{
    /// <inheritdoc/>
    public string Name => "parquet";

    /// <inheritdoc/>
    public void Write(IReadOnlyList<BlockColumn> columns, Stream file) => WriteAsync(columns, file).GetAwaiter().GetResult();

    /// <inheritdoc/>
    public long CountRows(string path)
    {
        using var file = File.OpenRead(path);
        try
        {
            return CountAsync(file).GetAwaiter().GetResult();
        }
        catch (Exception exception) when (!MemoryShortage.IsBehind(exception))
        {
            // Whatever the reader stumbles over in a file that is not sound, it is the file that has to be replaced.
            throw new InvalidDataException(exception.Message, exception);
        }
    }

    private static async Task WriteAsync(IReadOnlyList<BlockColumn> columns, Stream file)
    {
        var fields = columns.Select(Field).ToArray();
        await using var writer = await ParquetWriter.CreateAsync(new ParquetSchema(fields), file);
        using var group = writer.CreateRowGroup();
        foreach (var (field, column) in fields.Zip(columns))
            await WriteAsync(group, field, column);
    }

    private static DataField Field(BlockColumn column) => column switch
    {
        BlockColumn<long> => new DataField<long>(column.Name),
        BlockColumn<float?> => new DataField<float?>(column.Name),
        _ => new DataField<string>(column.Name, nullable: true),
    };

    private static Task WriteAsync(ParquetRowGroupWriter group, DataField field, BlockColumn column) => column switch
    {
        BlockColumn<long> numbers => group.WriteAsync<long>(field, numbers.Values.AsMemory()),
        BlockColumn<float?> scores => group.WriteAsync<float>(field, scores.Values.AsMemory()),
        _ => group.WriteAsync(field, ((BlockColumn<string?>)column).Values!),
    };

    private static async Task<long> CountAsync(Stream file)
    {
        await using var reader = await ParquetReader.CreateAsync(file);
        return reader.RowGroups.Sum(group => group.RowCount);
    }
}
