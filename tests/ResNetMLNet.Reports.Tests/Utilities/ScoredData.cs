using Microsoft.ML;
using Microsoft.ML.Data;

namespace ResNetMLNet.Reports.Tests.Utilities;

/// <summary>Rows with scores that were written down, and a model that leaves them as they are.</summary>
internal static class ScoredData
{
    public static MLContext ML { get; } = new(seed: 1);

    public static ITransformer Model { get; } = new TransformerChain<ITransformer>();

    /// <summary>Rows as a model of the classes has scored them.</summary>
    public static IDataView View(string[] classNames, params (string Label, float[] Score)[] rows) =>
        View(classNames, rows.Select(row => new Row { Label = row.Label, Score = row.Score }));

    public static IDataView View<TRow>(string[] classNames, IEnumerable<TRow> rows)
        where TRow : class
    {
        var schema = SchemaDefinition.Create(typeof(TRow));
        schema["Score"].ColumnType = new VectorDataViewType(NumberDataViewType.Single, classNames.Length);
        schema["Score"].AddAnnotation(
            "SlotNames",
            new VBuffer<ReadOnlyMemory<char>>(classNames.Length, [.. classNames.Select(name => name.AsMemory())]),
            new VectorDataViewType(TextDataViewType.Instance, classNames.Length));
        return ML.Data.LoadFromEnumerable(rows, schema);
    }

    public static ModelReport Report(string[] classNames, params (string Label, float[] Score)[] rows) =>
        ModelReport.Of(ML, Model, View(classNames, rows));

    /// <summary>A report of two classes, <c>a</c> and <c>b</c>, on rows of class <c>a</c> that are right or wrong.</summary>
    public static ModelReport Report(params bool[] isRight) =>
        Report(["a", "b"], [.. isRight.Select(right => ("a", right ? new[] { 0.9f, 0.1f } : [0.1f, 0.9f]))]);

    internal class Row
    {
        public string Label { get; set; } = "";

        public float[] Score { get; set; } = [];
    }
}
