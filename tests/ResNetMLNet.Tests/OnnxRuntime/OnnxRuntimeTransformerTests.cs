using Microsoft.ML;
using Microsoft.ML.Data;
using ResNetMLNet.OnnxRuntime;
using ResNetMLNet.OnnxRuntime.Scoring;
using ResNetMLNet.Scoring;
using ResNetMLNet.Tests.Utilities;
using ResNetMLNet.Training;
using ResNetMLNet.Transforms;

namespace ResNetMLNet.Tests.OnnxRuntime;

[TestClass]
public sealed class OnnxRuntimeTransformerTests
{
    private static readonly Lazy<OnnxRuntimeTransformer> _shared =
        new(() => (OnnxRuntimeTransformer)new MLContext().Model.ToOnnxRuntime(TrainedModel.Shared));

    private readonly MLContext _ml = new(seed: 1);

    [TestMethod]
    public void The_Converted_Model_Should_Keep_To_The_Contract_Of_The_Trainers() => EstimatorContract.Check(
        _ml,
        new ConvertingEstimator(_ml, _ml.MulticlassClassification.Trainers.ResNet(TrainedModel.Options(epochs: 1))),
        SmallImages.Load(_ml, 20),
        ["Features", "Label"]);

    [TestMethod]
    public void The_Converted_Featurizer_Should_Keep_To_The_Contract_Of_The_Featurizer() => EstimatorContract.Check(
        _ml,
        new ConvertingEstimator(_ml, _ml.Transforms.ResNetFeaturizer("Seen", "Features", TrainedModel.Shared)),
        SmallImages.Load(_ml, 20),
        ["Features"]);

    [TestMethod]
    [DataRow(1)]
    [DataRow(255)]
    [DataRow(256)]
    [DataRow(519)]
    public void Scores_And_Schema_Should_Be_Those_Of_The_Model(int rows)
    {
        var view = SmallImages.Load(_ml, rows, seed: 2);
        var (expected, actual) = (TrainedModel.Shared.Transform(view), _shared.Value.Transform(view));

        SchemaText.AssertSame(expected.Schema, actual.Schema);
        AssertClose(Vectors(expected, "Score"), Vectors(actual, "Score"));
        Assert.AreSequenceEqual(expected.GetColumn<uint>("PredictedLabel"), actual.GetColumn<uint>("PredictedLabel"));
    }

    [TestMethod]
    public void Features_Should_Be_Those_Of_The_Featurizer()
    {
        var view = SmallImages.Load(_ml, 9, seed: 3);
        using var featurizer = _ml.Transforms.ResNetFeaturizer("Seen", "Features", TrainedModel.Shared).Fit(view);
        using var converted = (OnnxRuntimeFeaturizingTransformer)_ml.Model.ToOnnxRuntime(featurizer);

        Assert.AreEqual("Seen", converted.OutputColumnName);
        Assert.AreEqual(64, converted.Model.OutputLength);
        AssertClose(Vectors(featurizer.Transform(view), "Seen"), Vectors(converted.Transform(view), "Seen"));
    }

    [TestMethod]
    public void A_Prediction_Engine_Should_Give_The_Scores_Of_Batches()
    {
        using var engine = _ml.Model.CreatePredictionEngine<SmallImages.Row, Prediction>(
            _shared.Value, new PredictionEngineOptions { OwnsTransformer = false });
        var scores = Vectors(_shared.Value.Transform(SmallImages.Load(_ml, 70, seed: 2)), "Score");

        AssertClose(scores, [.. Enumerable.Range(0, 70).Select(row => engine.Predict(SmallImages.Make(row, seed: 2)).Score)]);
    }

    [TestMethod]
    public void Model_Should_Say_What_It_Expects_And_Gives()
    {
        var model = _shared.Value.Model;

        Assert.AreEqual((1, 8, 8, 3), (model.ImageChannels, model.ImageHeight, model.ImageWidth, model.OutputLength));
        Assert.AreEqual(("Features", "Score", "PredictedLabel"), (_shared.Value.FeatureColumnName, _shared.Value.ScoreColumnName, _shared.Value.PredictedLabelColumnName));
        Assert.IsGreaterThan(0, model.Metadata.Count);
    }

    [TestMethod]
    public void Networks_Should_Be_Replaced_In_Chains_However_Deep()
    {
        var view = SmallImages.Load(_ml, 12);
        var pipeline = _ml.Transforms.PixelsToFeatures("Pixels", "Features", mean: [0.5f])
            .Append(_ml.MulticlassClassification.Trainers.ResNet(TrainedModel.Options(epochs: 1))
                .Append(_ml.Transforms.Conversion.MapKeyToValue("Name", "PredictedLabel")), TransformerScope.Scoring);
        using var model = pipeline.Fit(view);
        using var converted = (TransformerChain<ITransformer>)_ml.Model.ToOnnxRuntime(model);

        var inner = (IEnumerable<ITransformer>)converted.LastTransformer;
        Assert.IsInstanceOfType<OnnxRuntimeTransformer>(inner.First());
        Assert.AreSame(model.First(), converted.First());
        Assert.AreSequenceEqual(Scopes(model), Scopes(converted));
        AssertClose(Vectors(model.Transform(view), "Score"), Vectors(converted.Transform(view), "Score"));
        var loaded = EstimatorContract.SaveAndLoad(_ml, converted, view);
        Assert.AreSequenceEqual(RowText.Of(converted.Transform(view), _ => true), RowText.Of(loaded.Transform(view), _ => true));
    }

    [TestMethod]
    public void What_Stands_Behind_A_Network_Should_Stay_In_The_Chain()
    {
        var view = SmallImages.LoadMislabelled(_ml, 40, seed: 2);
        var scored = TrainedModel.Shared.Transform(view);
        var calibrator = _ml.MulticlassClassification.TemperatureCalibrator().Fit(scored);
        var median = calibrator.Transform(scored).GetColumn<float[]>("Score").Select(scores => scores.Max()).Order().ElementAt(20);
        var model = new TransformerChain<ITransformer>(
            TrainedModel.Shared, calibrator, _ml.MulticlassClassification.RejectBelow(median - 1e-5f).Fit(scored));

        using var converted = (IDisposable)_ml.Model.ToOnnxRuntime(model);

        var labels = ((ITransformer)converted).Transform(view).GetColumn<uint>("PredictedLabel").ToList();
        Assert.AreSequenceEqual(model.Transform(view).GetColumn<uint>("PredictedLabel"), labels);
        Assert.Contains(0u, labels);
        var (expected, actual) = (model.Transform(view).GetColumn<float[]>("Score"), ((ITransformer)converted).Transform(view).GetColumn<float[]>("Score"));
        foreach (var (one, other) in expected.Zip(actual))
            Assert.AreEqual(one.Max(), other.Max(), 1e-4);
    }

    [TestMethod]
    public void Neither_Chain_Should_Need_What_The_Other_Disposes_Of()
    {
        var view = SmallImages.Load(_ml, 5);
        var model = Chain();
        var converted = _ml.Model.ToOnnxRuntime(model);
        var expected = Vectors(model.Transform(view), "Seen");
        model.Dispose();
        AssertClose(expected, Vectors(converted.Transform(view), "Seen"));

        ((IDisposable)converted).Dispose();
        using var kept = Chain();
        ((IDisposable)_ml.Model.ToOnnxRuntime(kept)).Dispose();
        AssertClose(expected, Vectors(kept.Transform(view), "Seen"));

        // A network that is converted already, and one to be converted.
        TransformerChain<ITransformer> Chain()
        {
            using var featurizer = _ml.Transforms.ResNetFeaturizer("Seen", "Features", TrainedModel.Shared).Fit(view);
            return new(_ml.Model.ToOnnxRuntime(featurizer), _ml.Transforms.ResNetFeaturizer("Others", "Features", TrainedModel.Shared).Fit(view));
        }
    }

    [TestMethod]
    public void A_Model_Without_A_Network_Should_Be_Refused_By_Name()
    {
        var scaling = _ml.Transforms.NormalizeMinMax("Features").Fit(SmallImages.Load(_ml, 5));

        Expect.Error<ArgumentException>(() => _ml.Model.ToOnnxRuntime(scaling), "NormalizingTransformer", "ResNet");
        Expect.Error<ArgumentException>(() => _ml.Model.ToOnnxRuntime(_shared.Value), "OnnxRuntimeTransformer");
    }

    [TestMethod]
    public void A_Network_Of_Ones_Own_Should_Be_Refused()
    {
        using var model = _ml.MulticlassClassification.Trainers.TorchModule(new TorchModuleTrainer.Options { Module = new LeNet(), Epoch = 1 }).Fit(SmallImages.Load(_ml, 5));

        Expect.Error<NotSupportedException>(() => _ml.Model.ToOnnxRuntime(model), nameof(TorchModuleTransformer));
    }

    [TestMethod]
    public void A_Model_That_Was_Disposed_Of_Should_Not_Be_Converted_Nor_Score()
    {
        var model = TrainedModel.Train(TrainedModel.Options(epochs: 1), rows: 8);
        var converted = (OnnxRuntimeTransformer)_ml.Model.ToOnnxRuntime(model);
        model.Dispose();
        var scored = converted.Transform(SmallImages.Load(_ml, 3));
        Assert.AreEqual(3, scored.GetColumn<float[]>("Score").Count(), "it does not need the model that it was made from");
        converted.Dispose();
        converted.Dispose();

        Assert.ThrowsExactly<ObjectDisposedException>(() => _ml.Model.ToOnnxRuntime(model));
        Assert.ThrowsExactly<ObjectDisposedException>(() => scored.GetColumn<float[]>("Score").Count());
    }

    [TestMethod]
    public void Features_That_Are_Not_Finite_Should_Spoil_Their_Own_Row_Only()
    {
        var rows = SmallImages.Rows(3).ToArray();
        rows[1].Features[5] = float.NaN;
        var scored = _shared.Value.Transform(_ml.Data.LoadFromEnumerable(rows));
        var scores = Vectors(scored, "Score");

        Assert.IsTrue(scores[0].All(float.IsFinite) && scores[1].All(float.IsNaN) && scores[2].All(float.IsFinite));
        Assert.AreEqual(0u, scored.GetColumn<uint>("PredictedLabel").ElementAt(1));
    }

    [TestMethod]
    public void Any_Number_Of_Threads_Should_Get_The_Scores_Of_One()
    {
        var view = SmallImages.Load(_ml, 100, seed: 4);
        var expected = Vectors(_shared.Value.Transform(view), "Score");
        var scores = new List<float[]>[4];

        Parallel.For(0, scores.Length, thread => scores[thread] = Vectors(_shared.Value.Transform(view), "Score"));

        foreach (var thread in scores)
            AssertClose(expected, thread);
    }

    private static TransformerScope[] Scopes(ITransformer chain) => ((ITransformerChainAccessor)chain).Scopes;

    private static List<float[]> Vectors(IDataView view, string column) => [.. view.GetColumn<float[]>(column)];

    private static void AssertClose(List<float[]> expected, List<float[]> actual)
    {
        Assert.HasCount(expected.Count, actual);
        foreach (var (row, (one, other)) in expected.Zip(actual).Index())
        {
            for (var i = 0; i < one.Length; i++)
                Assert.AreEqual(one[i], other[i], 1e-5f * Math.Max(1, Math.Abs(one[i])), $"row {row}");
        }
    }

    private sealed class Prediction
    {
        public float[] Score { get; set; } = [];
    }
}
