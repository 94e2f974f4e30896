using Microsoft.ML;
using Microsoft.ML.Data;
using ResNetMLNet.Reports;

namespace ResNetMLNet.Testing.Deployment;

/// <summary>Scores, row by row.</summary>
internal static class Scores
{
    /// <summary>The scores of a model on its rows, as <c>Transform</c> gives them.</summary>
    public static IEnumerable<float[]> Of(ModelReport report) => Of(report.Model.Transform(report.Data), report.ScoreColumnName);

    /// <summary>The scores in a view.</summary>
    public static IEnumerable<float[]> Of(IDataView scored, string columnName)
    {
        var column = scored.Schema[columnName];
        using var cursor = scored.GetRowCursor([column]);
        var get = cursor.GetGetter<VBuffer<float>>(column);
        VBuffer<float> scores = default;
        while (cursor.MoveNext())
        {
            get(ref scores);
            yield return [.. scores.DenseValues()];
        }
    }

    /// <summary>The scores of a model on the first rows one by one, as a <c>PredictionEngine</c> gives them.</summary>
    public static IEnumerable<float[]> OneByOne(ModelReport report, int rows)
    {
        var mapper = report.Model.GetRowToRowMapper(report.Data.Schema);
        var wanted = mapper.OutputSchema[report.ScoreColumnName];
        using var cursor = report.Data.GetRowCursor(mapper.GetDependencies([wanted]));
        using var row = mapper.GetRow(cursor, [wanted]);
        var get = row.GetGetter<VBuffer<float>>(row.Schema[report.ScoreColumnName]);
        VBuffer<float> scores = default;
        for (var i = 0; i < rows && cursor.MoveNext(); i++)
        {
            get(ref scores);
            yield return [.. scores.DenseValues()];
        }
    }
}
