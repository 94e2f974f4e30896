using System.Globalization;
using Microsoft.ML;
using ResNetMLNet.Distributed.Blocks;
using ResNetMLNet.Interop;

namespace ResNetMLNet.Distributed;

/// <summary>One process's part of a scoring.</summary>
internal sealed class BlockScoringRun
{
    private const int RowsBetweenReports = 256;

    private readonly ITransformer _model;
    private readonly IDataView _data;
    private readonly BlockScoringOptions _options;
    private readonly ScoringPart _part;
    private readonly BlockReader _reader;
    private readonly BlockFolder _folder;
    private readonly DefinitionFile _file;
    private readonly int _rowsAtOnce;
    private ScoringDefinition _definition;
    private long? _rowsOfPart;
    private long _done;
    private long _missing;

    /// <param name="catalog">What saves the model, to tell it from others.</param>
    /// <param name="model">The model.</param>
    /// <param name="data">The data.</param>
    /// <param name="options">How.</param>
    public BlockScoringRun(ModelOperationsCatalog catalog, ITransformer model, IDataView data, BlockScoringOptions options)
    {
        (_model, _data, _options) = (model, data, options);
        _part = options.Part ?? ScoringPart.OfLauncher();
        var made = model.GetOutputSchema(data.Schema);
        _rowsAtOnce = DealtRows.AtOnceFor(made);
        var columns = ModelColumns.Of(
            made, options.KeyColumnNames, options.PredictedLabelColumnName, options.ScoreColumnName);
        _reader = new BlockReader(columns, options.TopCount, options.RowsPerBlock);
        var format = IBlockFormat.Named($"{options.Format}".ToLowerInvariant());
        _folder = new BlockFolder(options.Folder, format);
        _file = new DefinitionFile(options.Folder);
        _definition = _file.Agree(new ScoringDefinition(
            format.Name,
            options.RowsPerBlock,
            [.. _reader.Columns.Select(column => column.Name)],
            options.ModelFingerprint ?? ModelHash.Of(catalog, model),
            options.DataFingerprint,
            options.RowCount ?? data.GetRowCount()));
        _rowsOfPart = RowsOfPart;
    }

    /// <summary>Scores the blocks of this process that are not there yet.</summary>
    /// <exception cref="InvalidOperationException">The data have more or fewer rows than others have found.</exception>
    public void Run()
    {
        if (HasWork)
        {
            using var rows = new SharedRows(_data, _rowsAtOnce);
            Open(rows);
            for (var block = 0L; Take(block, rows) == _options.RowsPerBlock; block++)
                _options.CancellationToken.ThrowIfCancellationRequested();
            TellEnd(rows.Position);
        }
        _rowsOfPart = RowsOfPart;
        _done = _rowsOfPart!.Value;
        Report(0);
    }

    /// <summary>How many rows this process has in all; null while nobody knows.</summary>
    private long? RowsOfPart => _definition.BlockCount is { } count
        ? BlockFolder.Numbers(count).Where(_part.Owns).Sum(_definition.RowsOf)
        : null;

    /// <summary>Asks for what the model needs of the rows, which only its own cursor knows.</summary>
    private void Open(SharedRows rows) => _reader.Open(_model.Transform(rows.Next(0))).Dispose();

    /// <summary>
    /// Whether blocks are missing, or nobody knows how many there are. Then data are read to their end, which may be another by now.
    /// </summary>
    private bool HasWork =>
        _definition.BlockCount is not { } count || BlockFolder.Numbers(count).Any(block => _part.Owns(block) && !_folder.Has(block));

    /// <summary>Scores a block or passes over it, and returns how many rows it had.</summary>
    private long Take(long block, SharedRows rows)
    {
        if (!_part.Owns(block))
            return rows.Skip(_options.RowsPerBlock);
        var count = _folder.Has(block) ? rows.Skip(_options.RowsPerBlock) : Score(block, rows);
        _done += count;
        Report(0);
        return count;
    }

    private long Score(long block, SharedRows rows)
    {
        var first = rows.Position;
        _reader.Read(_model.Transform(rows.Next(_options.RowsPerBlock)), first, ReportNowAndThen);
        var count = rows.Position - first;
        Check(block, count);
        if (count > 0)
            _folder.Write(block, _reader.Columns);
        NativeAllocator.GiveBackFreedMemory();
        _missing += _reader.MissingCount;
        return count;
    }

    private void Check(long block, long count)
    {
        if (_reader.Columns[0].Count != count)
        {
            throw new InvalidOperationException(string.Create(
                CultureInfo.InvariantCulture,
                $"The model makes {_reader.Columns[0].Count} rows of {count}: give one that scores each row, and leave rows out of the "
                + $"data."));
        }
        if (_definition.RowsOf(block) is { } expected && expected != count)
        {
            throw new InvalidOperationException(string.Create(
                CultureInfo.InvariantCulture,
                $"Block {block} of the data has {count} rows now, and {expected} of {_definition.RowCount} that the data had: give "
                + $"the same data, or another folder."));
        }
    }

    /// <summary>Compares how many rows there were with what others have found, and tells them.</summary>
    private void TellEnd(long count)
    {
        var isNew = _definition.RowCount is null;
        _definition = _file.Agree(_definition with { RowCount = count });
        if (isNew)
            _file.Write(_definition);
    }

    private void ReportNowAndThen(int row)
    {
        if (row % RowsBetweenReports != 0)
            return;
        _options.CancellationToken.ThrowIfCancellationRequested();
        Report(row);
    }

    private void Report(int row) => _options.Progress?.Report(new(_done + row, _rowsOfPart, _missing));
}
