using Microsoft.ML;
using Parquet;
using ResNetMLNet.Tests.Utilities;

namespace ResNetMLNet.Distributed.Tests;

/// <summary>Scorings of generated rows to a folder.</summary>
public abstract class ScoringTest : IDisposable
{
    private protected readonly TemporaryFolder _folder = new();

    private static readonly Lazy<(MLContext Context, ITransformer Model)> _trained = new(() =>
    {
        var ml = new MLContext(seed: 1);
        return (ml, GeneratedRows.Model(ml));
    });

    private protected static MLContext Ml => _trained.Value.Context;

    private protected static ITransformer Model => _trained.Value.Model;

    public void Dispose()
    {
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Options for blocks of 10 rows.</summary>
    private protected BlockScoringOptions Options(string part = "1/1", string folder = "scores", BlockFormat format = BlockFormat.Parquet) => new()
    {
        Folder = _folder.File(folder),
        Part = ScoringPart.Parse(part),
        Format = format,
        RowsPerBlock = 10,
        KeyColumnNames = [nameof(GeneratedRows.Row.Id)],
    };

    private protected static BlockCheck Score(BlockScoringOptions options, int rows = 95, Action<int>? read = null) =>
        Ml.Model.ScoreToBlocks(Model, GeneratedRows.View(Ml, rows, read), options);

    /// <summary>All parts of a number, the last one first.</summary>
    private protected BlockCheck ScoreAll(int count, string folder, BlockFormat format = BlockFormat.Parquet, int rows = 95)
    {
        BlockCheck? check = null;
        for (var number = count; number > 0; number--)
            check = Score(Options(FormattableString.Invariant($"{number}/{count}"), folder, format), rows);
        return check!;
    }

    /// <summary>The files of a folder with their content.</summary>
    private protected Dictionary<string, string> Files(string folder) => Directory.EnumerateFiles(_folder.File(folder))
        .Order(StringComparer.Ordinal).ToDictionary(file => Path.GetFileName(file), file => Convert.ToHexString(File.ReadAllBytes(file)));

    /// <summary>The numbers of the rows of all Parquet blocks, file by file.</summary>
    private protected List<long> RowNumbers(string folder) =>
        [.. Directory.EnumerateFiles(_folder.File(folder), "*.parquet").Order(StringComparer.Ordinal).SelectMany(RowNumbersOf)];

    private static long[] RowNumbersOf(string file) => ReadAsync(file).GetAwaiter().GetResult();

    private static async Task<long[]> ReadAsync(string file)
    {
        await using var reader = await ParquetReader.CreateAsync(file);
        var group = reader.RowGroups.Single();
        var numbers = new long[group.RowCount];
        await group.ReadAsync<long>(reader.Schema.DataFields[0], numbers.AsMemory());
        return numbers;
    }
}
