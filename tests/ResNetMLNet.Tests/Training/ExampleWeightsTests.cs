using Microsoft.ML;
using Microsoft.ML.Data;
using ResNetMLNet.Scoring;
using ResNetMLNet.Tests.Utilities;
using ResNetMLNet.Training;

namespace ResNetMLNet.Tests.Training;

/// <summary>Weights as the trainer's users see them.</summary>
[TestClass]
public sealed class ExampleWeightsTests
{
    [TestMethod]
    public void Rows_That_Weigh_Nothing_Should_Not_Be_Learnt_By_Column_Or_By_Class()
    {
        using var byColumn = Train(Options("Weight"), index => index % 3 == 1 ? 5 : 0);
        using var byClass = Train(Options(classWeights: [0, 0.5f, 0]), _ => 1);

        Assert.AreSequenceEqual(["middle"], Predicted(byColumn).Distinct());
        Assert.AreSequenceEqual(Scores(byColumn), Scores(byClass));
    }

    [TestMethod]
    public void Only_The_Ratios_Of_Weights_Should_Matter()
    {
        using var byColumn = Train(Options("Weight"), _ => 8);
        using var byBoth = Train(Options("Weight", [4, 2, 1]), index => 0.25f * (1 << (index % 3)));
        using var none = Train(Options(), _ => 1);

        Assert.AreSequenceEqual(Scores(byColumn), Scores(byBoth));
        Assert.AreEqual(none.History.Epochs[^1].TrainLoss, byColumn.History.Epochs[^1].TrainLoss, 1e-4);
    }

    [TestMethod]
    public void A_Missing_Or_Wrong_Weight_Column_Should_Be_Rejected_In_Schema_And_Fit()
    {
        var ml = new MLContext(seed: 1);
        var view = new ProbeView(WeightedImages.Load(ml, 20, _ => 1));
        (string, string)[] columns =
            [("Nowhere", "Could not find"), ("Name", "String"), ("Features", "Vector"), ("Label", "Key")];
        foreach (var (column, problem) in columns)
        {
            var trainer = ml.MulticlassClassification.Trainers.ResNet(exampleWeightColumnName: column);
            Expect.Error<ArgumentOutOfRangeException>(
                () => trainer.GetOutputSchema(SchemaShape.Create(view.Schema)), $"weight column '{column}'", problem);
            Expect.Error<ArgumentOutOfRangeException>(() => trainer.Fit(view), $"weight column '{column}'", problem);
        }
        Assert.AreEqual(0, view.RowsRead);
        EstimatorContract.Check(
            ml,
            ml.MulticlassClassification.Trainers.ResNet(Options("Weight")),
            WeightedImages.Load(ml, 20, _ => 1),
            ["Features", "Label", "Weight"]);
    }

    [TestMethod]
    [DataRow(-1f, "-1")]
    [DataRow(float.NaN, "NaN")]
    [DataRow(float.PositiveInfinity, "Infinity")]
    [DataRow(3e38f, "3E+38", DisplayName = "a product beyond all numbers")]
    public void An_Impossible_Weight_Should_Be_Named_With_Its_Row(float weight, string text) =>
        Expect.Error<InvalidOperationException>(
            () => Train(Options("Weight", [2, 2, 2]), index => index == 7 ? weight : 1),
            "Row 7", text, "weight column 'Weight'", "class weighs 2");

    [TestMethod]
    public void Weights_That_Are_All_Zero_Should_Be_Rejected()
    {
        const string problem = "All 24 rows to train on have the weight 0.";
        Expect.Error<InvalidOperationException>(() => Train(Options("Weight"), _ => 0), problem);
        Expect.Error<InvalidOperationException>(
            () => Train(Options("Weight", [0, 1, 1]), index => index % 3 == 0 ? 1 : 0), problem);
    }

    [TestMethod]
    public void A_Validation_Set_Should_Need_No_Weights()
    {
        var ml = new MLContext(seed: 1);
        var options = Options("Weight");
        options.ValidationSet = SmallImages.Load(ml, 20);
        using var model = ml.MulticlassClassification.Trainers.ResNet(options).Fit(WeightedImages.Load(ml, 24, _ => 1));
        Assert.IsNotNull(model.History.Epochs[^1].ValidationLoss);
    }

    private static ResNetTrainer.Options Options(string? column = null, float[]? classWeights = null)
    {
        var options = TrainedModel.Options(epochs: 6);
        options.ExampleWeightColumnName = column;
        options.ClassWeights = classWeights;
        return options;
    }

    private static ResNetTransformer Train(ResNetTrainer.Options options, Func<int, float> weight)
    {
        var ml = new MLContext(seed: 1);
        return ml.MulticlassClassification.Trainers.ResNet(options).Fit(WeightedImages.Load(ml, 24, weight));
    }

    private static IEnumerable<string> Predicted(ResNetTransformer model)
    {
        var ml = new MLContext();
        var scored = model.Transform(SmallImages.Load(ml, 12, seed: 3));
        var named = ml.Transforms.Conversion.MapKeyToValue("PredictedLabel").Fit(scored).Transform(scored);
        return named.GetColumn<string>("PredictedLabel");
    }

    private static IEnumerable<string> Scores(ResNetTransformer model)
    {
        var scored = model.Transform(SmallImages.Load(new MLContext(), 12, seed: 3));
        return RowText.Of(scored, index => scored.Schema[index].Name == "Score").Select(row => row.Values);
    }
}
