using Microsoft.ML;
using Microsoft.ML.Data;
using ResNetMLNet.Tests.Utilities;
using ResNetMLNet.Transforms.Scoring;

namespace ResNetMLNet.Transforms.Tests.Scoring;

[TestClass]
public sealed class ScoreColumnsTests
{
    private readonly MLContext _ml = new(seed: 1);

    [TestMethod]
    [DataRow("Label")]
    [DataRow("Number")]
    [DataRow("Plain")]
    public void What_Is_Promised_Should_Be_Delivered_For_Names_For_Numbers_And_For_Plain_Keys(string label)
    {
        var schema = Schema();
        var columns = new ScoreColumns("Score", "PredictedLabel", 3, LabelValues.Of(schema[label]));
        Assert.IsTrue(SchemaShape.Create(schema).TryFindColumn(label, out var shape));

        var promised = ScoreColumns.Promise("Score", "PredictedLabel", shape).ToList();
        var delivered = SchemaShape.Create(columns.AppendTo(schema));

        Assert.AreSequenceEqual(["PredictedLabel", "Score"], promised.Select(column => column.Name));
        foreach (var promise in promised)
        {
            Assert.IsTrue(delivered.TryFindColumn(promise.Name, out var column));
            Assert.IsTrue(promise.IsCompatibleWith(column), $"'{promise.Name}' is delivered with less than promised");
            Assert.IsTrue(column.IsCompatibleWith(promise), $"'{promise.Name}' is delivered with more than promised");
        }
    }

    [TestMethod]
    public void Columns_Should_Say_What_They_Are_To_Evaluation_And_To_People()
    {
        var columns = new ScoreColumns("Score", "PredictedLabel", 3, LabelValues.Of(Schema()["Label"]));

        var texts = SchemaText.Of(columns.AppendTo(_ml.Data.LoadFromEnumerable(SmallImages.Rows(1)).Schema));

        Assert.AreEqual(
            "PredictedLabel: Key<UInt32, 0-2> KeyValues: Vector<String, 3> = top middle bottom ScoreColumnKind: String = MulticlassClassification "
            + "ScoreColumnSetId: Key<UInt32, 0-2147483646> = 1 ScoreValueKind: String = PredictedLabel",
            texts[^2]);
        Assert.AreEqual(
            "Score: Vector<Single, 3> ScoreColumnKind: String = MulticlassClassification ScoreColumnSetId: Key<UInt32, 0-2147483646> = 1 "
            + "ScoreValueKind: String = Score SlotNames: Vector<String, 3> = top middle bottom TrainingLabelValues: Vector<String, 3> = top middle bottom",
            texts[^1]);
    }

    [TestMethod]
    public void Numbers_Behind_Keys_Should_Be_No_Names_Of_Slots()
    {
        var columns = new ScoreColumns("Score", "PredictedLabel", 3, LabelValues.Of(Schema()["Number"]));
        var score = columns.AppendTo(Schema())["Score"].Annotations.Schema;

        Assert.IsNull(score.GetColumnOrNull("SlotNames"));
        Assert.IsNotNull(score.GetColumnOrNull("TrainingLabelValues"));
    }

    [TestMethod]
    public void A_Second_Model_Behind_Should_Get_A_Score_Set_Of_Its_Own()
    {
        var columns = new ScoreColumns("Score", "PredictedLabel", 3, labelValues: null);
        var once = columns.AppendTo(Schema());
        var twice = columns.AppendTo(once);
        uint first = 0, second = 0;
        once["Score"].Annotations.GetValue("ScoreColumnSetId", ref first);
        twice["PredictedLabel"].Annotations.GetValue("ScoreColumnSetId", ref second);

        Assert.AreEqual(first + 1, second);
    }

    /// <summary>Keys of names, of numbers, and of nothing.</summary>
    private DataViewSchema Schema()
    {
        var view = SmallImages.Load(_ml, 3);
        var rows = _ml.Data.LoadFromEnumerable([new NumberRow { Value = 1.5f }, new NumberRow { Value = 2 }, new NumberRow { Value = 3 }]);
        var number = _ml.Transforms.Conversion.MapValueToKey("Number", "Value").Fit(rows).GetOutputSchema(rows.Schema)["Number"];
        var schema = new DataViewSchema.Builder();
        schema.AddColumns(view.Schema);
        schema.AddColumn(number.Name, number.Type, number.Annotations);
        schema.AddColumn("Plain", new KeyDataViewType(typeof(uint), 3));
        return schema.ToSchema();
    }

    private sealed class NumberRow
    {
        public float Value { get; set; }
    }
}
