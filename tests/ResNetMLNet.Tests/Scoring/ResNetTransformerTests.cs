using Microsoft.ML;
using Microsoft.ML.Data;
using ResNetMLNet.Tests.Utilities;
using ResNetMLNet.Transforms;

namespace ResNetMLNet.Tests.Scoring;

[TestClass]
public sealed class ResNetTransformerTests
{
    private readonly MLContext _ml = new(seed: 1);

    [TestMethod]
    public void Scores_Should_Be_Probabilities_And_The_Label_Their_Largest()
    {
        var scored = TrainedModel.Shared.Transform(SmallImages.Load(_ml, 12));
        var labels = scored.GetColumn<uint>("PredictedLabel").ToList();
        foreach (var (score, row) in scored.GetColumn<float[]>("Score").Select((score, row) => (score, row)))
        {
            Assert.AreEqual(1f, score.Sum(), 1e-5f);
            Assert.AreEqual((uint)Array.IndexOf(score, score.Max()) + 1, labels[row]);
        }
    }

    [TestMethod]
    public void Annotations_Should_Carry_The_Class_Names()
    {
        var schema = TrainedModel.Shared.GetOutputSchema(SmallImages.Load(_ml, 1).Schema);
        VBuffer<ReadOnlyMemory<char>> keys = default, slots = default;
        schema["PredictedLabel"].GetKeyValues(ref keys);
        schema["Score"].GetSlotNames(ref slots);

        Assert.AreSequenceEqual(SmallImages.Names, keys.DenseValues().Select(name => name.ToString()));
        Assert.AreSequenceEqual(SmallImages.Names, slots.DenseValues().Select(name => name.ToString()));
    }

    [TestMethod]
    public void A_Second_Model_Behind_Should_Get_A_Score_Set_Of_Its_Own()
    {
        var view = SmallImages.Load(_ml, 5);
        var once = TrainedModel.Shared.Transform(view);
        var twice = TrainedModel.Shared.Transform(once);
        uint first = 0, second = 0;
        once.Schema["Score"].Annotations.GetValue("ScoreColumnSetId", ref first);
        twice.Schema["Score"].Annotations.GetValue("ScoreColumnSetId", ref second);

        Assert.AreEqual(first + 1, second);
        Assert.IsTrue(twice.Schema[once.Schema["Score"].Index].IsHidden, "columns of the same name are replaced");
    }

    [TestMethod]
    public void Other_Transforms_Should_Compose_Behind()
    {
        var view = SmallImages.Load(_ml, 30);
        var pipeline = _ml.MulticlassClassification.Trainers.ResNet(TrainedModel.Options(epochs: 2))
            .Append(_ml.Transforms.Conversion.MapKeyToValue("PredictedName", "PredictedLabel"))
            .Append(_ml.Transforms.NormalizeMinMax("Scaled", "Score"))
            .Append(_ml.Clustering.Trainers.KMeans("Features", numberOfClusters: 3));
        using var model = pipeline.Fit(view);

        var names = model.Transform(view).GetColumn<string>("PredictedName").Distinct().ToList();
        Assert.IsTrue(names.TrueForAll(SmallImages.Names.Contains), string.Join(", ", names));
        var loaded = EstimatorContract.SaveAndLoad(_ml, model, view);
        Assert.AreSequenceEqual(RowText.Of(model.Transform(view), _ => true), RowText.Of(loaded.Transform(view), _ => true));
    }

    [TestMethod]
    public void Scoring_Should_Need_No_Label()
    {
        var unlabelled = _ml.Data.LoadFromEnumerable(SmallImages.Rows(4));
        Assert.AreEqual(4, TrainedModel.Shared.Transform(unlabelled).GetColumn<float[]>("Score").Count());
    }

    [TestMethod]
    public void Images_Of_Another_Size_Should_Be_Rejected_At_Once()
    {
        var pixels = _ml.Transforms.PixelsToFeatures("Features", "Features", imageHeight: 9);
        var view = SmallImages.Load(_ml, 2);
        Expect.Error<ArgumentOutOfRangeException>(
            () => TrainedModel.Shared.Transform(pixels.Fit(view).Transform(view)), "'Features'", "1 x 8 x 8", "1 x 9 x 8");
    }

    [TestMethod]
    public void Dispose_Should_Be_Repeatable_And_Later_Use_An_Error()
    {
        var model = TrainedModel.Train(TrainedModel.Options(epochs: 1), rows: 20);
        var scored = model.Transform(SmallImages.Load(_ml, 3));
        model.Dispose();
        model.Dispose();

        Assert.ThrowsExactly<ObjectDisposedException>(() => scored.GetColumn<float[]>("Score").First());
        Assert.ThrowsExactly<ObjectDisposedException>(() => _ml.Model.Save(model, null, new MemoryStream()));
    }

    [TestMethod]
    public void A_Prediction_Engine_Should_Dispose_Of_The_Model_It_Owns()
    {
        var model = TrainedModel.Train(TrainedModel.Options(epochs: 1), rows: 20);
        var engine = _ml.Model.CreatePredictionEngine<SmallImages.Row, Prediction>(model);
        Assert.HasCount(3, engine.Predict(SmallImages.Make(0)).Score);
        engine.Dispose();

        Assert.ThrowsExactly<ObjectDisposedException>(() => model.Transform(SmallImages.Load(_ml, 1)).GetColumn<float[]>("Score").First());
    }

    [TestMethod]
    public void A_Cancelled_Context_Should_Stop_Scoring()
    {
        var ml = new MLContext(seed: 1);
        using var model = ml.MulticlassClassification.Trainers.ResNet(TrainedModel.Options(epochs: 1)).Fit(SmallImages.Load(ml, 20));
        var scored = model.Transform(SmallImages.Load(_ml, 3));
        ml.CancelExecution();

        Assert.ThrowsExactly<OperationCanceledException>(() => scored.GetColumn<float[]>("Score").First());
    }

    private sealed class Prediction
    {
        public float[] Score { get; set; } = [];
    }
}
