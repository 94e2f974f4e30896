using Microsoft.ML;
using ResNetMLNet.Transforms.Files;

namespace ResNetMLNet.Distributed;

/// <summary>Scores any amount of data by any number of processes: <c>mlContext.Model.ScoreToBlocks</c></summary>
public static class BlockScoringCatalog
{
    private const int MostRowsPerBlock = 1_000_000;

    /// <summary>
    /// Scores rows into files of some thousand rows each, <c>block-000000.parquet</c> and so on, of which this process makes its own:
    /// block b is that of part b modulo the count of parts. Rows of other parts are passed over and not scored, nor are columns of theirs
    /// read. A file is there as a whole or not at all, and what is there is not scored again: after a failure start any number of
    /// processes anew.
    /// </summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="model">
    /// The model, of which each row goes into one row; it scores by a <see cref="float"/> or a vector with one for each class.
    /// </param>
    /// <param name="data">
    /// The data, whose rows come in the same order each time; they are read once, and not at all where nothing is left to score.
    /// </param>
    /// <param name="options">How, and where to.</param>
    /// <returns>Whether all blocks are there, those of the other processes too.</returns>
    /// <remarks>
    /// Columns: <c>Row</c>, the number of the row from 0; those of <see cref="BlockScoringOptions.KeyColumnNames"/>;
    /// <c>PredictedLabel</c>; and
    /// <c>Score.CLASS</c> for each class, or <c>Class1</c>, <c>Score1</c> and so on for the likeliest. The file <c>_scores.json</c> says
    /// what the blocks are of. The blocks are the same byte for byte however many processes have made them, on processors of one kind.
    /// </remarks>
    /// <exception cref="ArgumentException">A column is not there or of another type, or the folder is no path.</exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The rows of a block are not from 1 to 1,000,000, the named classes less than 1, or the rows of the data less than 0.
    /// </exception>
    /// <exception cref="InvalidOperationException">
    /// The folder is of another scoring, of which the message names every difference; the data have changed; or a launcher's environment
    /// makes no sense.
    /// </exception>
    /// <exception cref="InvalidDataException">The file <c>_scores.json</c> is damaged.</exception>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static BlockCheck ScoreToBlocks(
        this ModelOperationsCatalog catalog, ITransformer model, IDataView data, BlockScoringOptions options)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(options);
        Check(options);
        new BlockScoringRun(catalog, model, data, options).Run();
        return BlockCheck.Of(options.Folder, options.CancellationToken);
    }

    /// <summary>
    /// Checks whether all blocks of a folder are there, and, once none is missing, whether each has its rows: Parquet files tell, and those
    /// of CSV are read.
    /// </summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="folder">The folder that <see cref="ScoreToBlocks"/> has written to.</param>
    /// <param name="cancellationToken">Ends the check.</param>
    /// <returns>What is missing, and what is wrong.</returns>
    /// <exception cref="ArgumentException">The folder is no path.</exception>
    /// <exception cref="FileNotFoundException">Nothing was scored to the folder.</exception>
    /// <exception cref="InvalidDataException">Its file <c>_scores.json</c> is damaged.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static BlockCheck CheckBlocks(
        this ModelOperationsCatalog catalog, string folder, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        PathArgument.Check(folder);
        return BlockCheck.Of(folder, cancellationToken);
    }

    private static void Check(BlockScoringOptions options)
    {
        PathArgument.Check(options.Folder);
        ArgumentNullException.ThrowIfNull(options.KeyColumnNames);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.RowsPerBlock, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.RowsPerBlock, MostRowsPerBlock);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.TopCount ?? 1, 1, "options.TopCount");
        ArgumentOutOfRangeException.ThrowIfNegative(options.RowCount ?? 0, "options.RowCount");
    }
}
