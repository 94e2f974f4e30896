using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using ResNetMLNet.Transforms.Scoring;

namespace ResNetMLNet.Distributed.Blocks;

/// <summary>Reads scored rows into the columns of a block, one block after another.</summary>
internal sealed class BlockReader
{
    /// <summary>Those of a block, which is held in memory: some hundred MB.</summary>
    private const long MostValues = 25_000_000;

    private readonly ModelColumns _columns;
    private readonly BlockColumn<long> _rows;
    private readonly BlockColumn<string?>[] _keys;
    private readonly BlockColumn<string?>? _label;
    private readonly ScoreValues _scores;
    private VBuffer<float> _vector;

    /// <param name="columns">The columns of the rows.</param>
    /// <param name="top">How many of the likeliest classes are named; null for the score of each.</param>
    /// <param name="capacity">The most rows of a block.</param>
    /// <exception cref="ArgumentException">Columns of the block would have the same name, or it would take too much memory.</exception>
    public BlockReader(ModelColumns columns, int? top, int capacity)
    {
        _columns = columns;
        CheckSize(columns, top, capacity);
        _rows = new("Row", capacity);
        _keys = [.. columns.Keys.Select(key => new BlockColumn<string?>(key.Name, capacity))];
        _label = columns.PredictedLabel is null ? null : new("PredictedLabel", capacity);
        _scores = ScoreValues.Of(columns.ClassNames, top, capacity);
        Columns = [_rows, .. _keys, .. _label is null ? [] : new[] { _label }, .. _scores.Columns];
        if (Columns.GroupBy(column => column.Name).FirstOrDefault(group => group.Count() > 1)?.Key is { } name)
            throw new ArgumentException($"Several columns of the blocks would be named '{name}': rename that of the data, or the class.");
    }

    /// <summary>The columns of the block, in their order.</summary>
    public IReadOnlyList<BlockColumn> Columns { get; }

    /// <summary>How many rows of the block have no score.</summary>
    public int MissingCount { get; private set; }

    /// <summary>Opens scored rows for what is read of them.</summary>
    public DataViewRowCursor Open(IDataView scored) => scored.GetRowCursor(_columns.All);

    /// <summary>Reads a block.</summary>
    /// <param name="scored">Its rows.</param>
    /// <param name="first">The number of the first one.</param>
    /// <param name="done">Is told how many rows of it are read, before each.</param>
    public void Read(IDataView scored, long first, Action<int> done)
    {
        foreach (var column in Columns)
            column.Clear();
        MissingCount = 0;
        using var cursor = Open(scored);
        var keys = _columns.Keys.Select(key => TextGetter.Of(cursor, key)).ToArray();
        var label = _columns.PredictedLabel is { } predicted ? TextGetter.Of(cursor, predicted) : null;
        var scores = ScoreGetter(cursor);
        for (var row = 0; cursor.MoveNext(); row++)
        {
            done(row);
            _rows.Add(first + row);
            for (var i = 0; i < keys.Length; i++)
                _keys[i].Add(Known(keys[i]()));
            Add(scores());
            if (label is not null)
                _label!.Add(Known(label()));
        }
    }

    private static void CheckSize(ModelColumns columns, int? top, int capacity)
    {
        var scores = Math.Min(2L * top ?? long.MaxValue, columns.ClassNames?.Count ?? 1);
        if (scores * capacity > MostValues)
        {
            throw new ArgumentException(string.Create(
                CultureInfo.InvariantCulture,
                $"A block of {capacity:N0} rows with {scores:N0} scores takes more memory than a process is to have: give RowsPerBlock of "
                + $"at most {MostValues / scores:N0}, or let TopCount name the likeliest classes."));
        }
    }

    private void Add(ReadOnlySpan<float> scores)
    {
        _scores.Add(scores);
        if (!scores.ContainsAnyExcept(float.NaN))
            MissingCount++;
    }

    private static string? Known(string text) => text.Length > 0 ? text : null;

    private ScoreSource ScoreGetter(DataViewRow row)
    {
        if (_columns.Score.Type is not VectorDataViewType)
        {
            var get = row.GetGetter<float>(_columns.Score);
            var number = new float[1];
            return () =>
            {
                get(ref number[0]);
                return number;
            };
        }
        var getVector = row.GetGetter<VBuffer<float>>(_columns.Score);
        return () =>
        {
            getVector(ref _vector);
            return _vector.IsDense ? _vector.GetValues() : _vector.DenseValues().ToArray();
        };
    }

    private delegate ReadOnlySpan<float> ScoreSource();
}
