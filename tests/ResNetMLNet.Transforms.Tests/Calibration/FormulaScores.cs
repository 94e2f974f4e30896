using Microsoft.ML;
using Microsoft.ML.Data;

namespace ResNetMLNet.Transforms.Tests.Calibration;

/// <summary>Scores of three classes by a formula, whose labels are drawn by the softmax of the logits 2 sin(1.7 i + 2.3 j).</summary>
internal static class FormulaScores
{
    public const int Count = 600;

    public static readonly string[] Names = ["ant", "bee", "cat"];

    private const double Golden = 0.6180339887498949;

    /// <summary>Rows whose probabilities are those of the logits times a power: above 1 they are too sure.</summary>
    public static List<Row> Rows(double power, bool asLogits = false) => [.. Enumerable.Range(0, Count).Select(i =>
    {
        var logits = Enumerable.Range(0, 3).Select(j => 2 * Math.Sin((1.7 * i) + (2.3 * j))).ToArray();
        var truth = Softmax(logits);
        var drawn = i * Golden % 1;
        var powered = logits.Select(logit => power * logit).ToArray();
        var scores = (asLogits ? powered : Softmax(powered)).Select(score => (float)score).ToArray();
        return new Row
        {
            Score = scores,
            Name = Names[drawn < truth[0] ? 0 : drawn < truth[0] + truth[1] ? 1 : 2],
            PredictedLabel = (uint)Array.IndexOf(scores, scores.Max()),
        };
    })];

    /// <summary>A view of rows: <c>Score</c> and <c>PredictedLabel</c> with the annotations of a model, and the class as <c>Name</c>.</summary>
    public static IDataView View(MLContext ml, IEnumerable<Row> rows, bool isNamed = true)
    {
        var definition = SchemaDefinition.Create(typeof(Row));
        if (isNamed)
        {
            var type = new VectorDataViewType(TextDataViewType.Instance, Names.Length);
            definition["Score"].AddAnnotation(AnnotationUtils.Kinds.SlotNames, Texts(Names), type);
            definition["Score"].AddAnnotation(AnnotationUtils.Kinds.TrainingLabelValues, Texts(Names), type);
            definition["PredictedLabel"].AddAnnotation(AnnotationUtils.Kinds.KeyValues, Texts(Names), type);
        }
        return ml.Data.LoadFromEnumerable(rows, definition);
    }

    /// <summary>The view with the key column <c>Label</c>, whose values stand in an order.</summary>
    public static IDataView WithKeys(MLContext ml, IDataView view, params string[] order)
    {
        var keys = ml.Data.LoadFromEnumerable(order.Select(name => new Key { Name = name }));
        return ml.Transforms.Conversion.MapValueToKey("Label", "Name", keyData: keys).Fit(view).Transform(view);
    }

    /// <summary>The expected calibration error over ten bins of the highest score.</summary>
    public static double CalibrationError(IEnumerable<(float[] Scores, string Name)> rows) => rows
        .Select(row => (Sure: row.Scores.Max(), IsRight: Names[Array.IndexOf(row.Scores, row.Scores.Max())] == row.Name))
        .GroupBy(row => Math.Min((int)(row.Sure * 10), 9))
        .Sum(bin => Math.Abs(bin.Sum(row => row.Sure - (row.IsRight ? 1 : 0)))) / Count;

    private static double[] Softmax(double[] logits)
    {
        var weights = logits.Select(logit => Math.Exp(logit - logits.Max())).ToArray();
        return [.. weights.Select(weight => weight / weights.Sum())];
    }

    private static VBuffer<ReadOnlyMemory<char>> Texts(string[] texts) => new(texts.Length, [.. texts.Select(text => text.AsMemory())]);

    internal sealed class Row
    {
        [VectorType(3)]
        public float[] Score { get; set; } = [];

        public string Name { get; set; } = "";

        /// <summary>The place of the predicted class, from 0: ML.NET adds 1 to make the key.</summary>
        [KeyType(3)]
        public uint PredictedLabel { get; set; }
    }

    internal sealed class Key
    {
        public string Name { get; set; } = "";
    }
}
