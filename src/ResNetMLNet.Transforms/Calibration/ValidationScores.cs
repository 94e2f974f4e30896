using System.Runtime.InteropServices;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using ResNetMLNet.Transforms.Featurization;
using ResNetMLNet.Transforms.Interop;
using ResNetMLNet.Transforms.Scoring;

namespace ResNetMLNet.Transforms.Calibration;

/// <summary>What a model says of rows whose classes are known.</summary>
internal sealed class ValidationScores
{
    /// <summary>The rows with labels that are needed: of fewer, nothing that is chosen by them would hold for others.</summary>
    public const int FewestRows = 10;

    private readonly List<float> _scores = [];
    private readonly List<int> _labels = [];

    private ValidationScores(int classCount)
    {
        ClassCount = classCount;
    }

    /// <summary>How many scores a row has.</summary>
    public int ClassCount { get; }

    /// <summary>How many rows there are.</summary>
    public int Count => _labels.Count;

    /// <summary>All scores, row by row.</summary>
    public Span<float> All => CollectionsMarshal.AsSpan(_scores);

    /// <summary>The scores of a row.</summary>
    public ReadOnlySpan<float> Row(int row) => All.Slice(row * ClassCount, ClassCount);

    /// <summary>The place of a row's class among its scores.</summary>
    public int Label(int row) => _labels[row];

    /// <summary>Reads the rows that have a label.</summary>
    /// <param name="host">ML.NET's host, to which is told how many rows have none.</param>
    /// <param name="data">The scored rows.</param>
    /// <param name="labelColumnName">The column of their classes.</param>
    /// <param name="scoreColumnName">The column of their scores.</param>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of a wrong type.</exception>
    /// <exception cref="InvalidOperationException">There are too few rows, or one with scores or a label that cannot be used.</exception>
    public static ValidationScores Read(IHost host, IDataView data, string labelColumnName, string scoreColumnName)
    {
        var score = ScoreColumn.Find(host, data.Schema, scoreColumnName);
        var label = LabelColumn.Find(host, data.Schema, labelColumnName, score);
        var rows = new ValidationScores(score.ClassCount());
        using (var cursor = data.GetRowCursor([label.Column, score]))
        {
            var missing = rows.Read(host, cursor, label.Getter(cursor), score);
            rows.Check(host, label.Column.Name, missing);
        }
        return rows;
    }

    /// <summary>Reads all rows, and tells how many have no label.</summary>
    private long Read(IHost host, DataViewRowCursor cursor, Func<int> getLabel, DataViewSchema.Column score)
    {
        var getScores = cursor.GetGetter<VBuffer<float>>(score);
        var vector = default(VBuffer<float>);
        var scores = new float[ClassCount];
        var missing = 0L;
        while (cursor.MoveNext())
        {
            host.CheckAlive();
            if (getLabel() is var place && place == LabelColumn.Missing)
            {
                missing++;
                continue;
            }
            getScores(ref vector);
            vector.CopyAllTo(scores, host, cursor, score.Name);
            if (NotFinite.IsIn(scores))
                throw NotFiniteError(host, cursor, score);
            _scores.AddRange(scores);
            _labels.Add(place);
        }
        return missing;
    }

    private void Check(IHost host, string labelColumnName, long missing)
    {
        if (Count < FewestRows)
        {
            throw host.Except(
                $"Of the rows {Count} have a label in column '{labelColumnName}' and {missing} have none, and at least {FewestRows} "
                + "with one are needed: give more rows that the model was not trained on.");
        }
        if (missing == 0)
            return;
        using var channel = host.Start("Validation");
        channel.Warning($"{missing} rows without a label in column '{labelColumnName}' are left out.");
    }

    private static Exception NotFiniteError(IExceptionContext context, DataViewRow row, DataViewSchema.Column score) => context.Except(
        $"The row of id {row.Id()} has scores in column '{score.Name}' that are not finite numbers: leave out the rows whose features "
        + "are missing, as those of pictures that cannot be read.");
}
