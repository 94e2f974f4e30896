using Microsoft.ML;
using Microsoft.ML.Data;
using ResNetMLNet.Modeling;
using ResNetMLNet.Tests.Utilities;
using ResNetMLNet.Weights;
using static TorchSharp.torch;

namespace ResNetMLNet.Tests.Scoring;

[TestClass]
public sealed class ResNetFeaturizerTests
{
    private readonly MLContext _ml = new(seed: 1);

    [TestMethod]
    public void The_Featurizer_Should_Keep_To_The_Contract_Of_An_Estimator() => EstimatorContract.Check(
        _ml, _ml.Transforms.ResNetFeaturizer("Seen", "Features", TrainedModel.Shared), SmallImages.Load(_ml, 20), ["Features"]);

    [TestMethod]
    public void Features_Should_Be_What_The_Network_Gives_To_Its_Last_Layer()
    {
        var view = SmallImages.Load(_ml, 9, seed: 3);
        using var featurizer = _ml.Transforms.ResNetFeaturizer("Seen", "Features", TrainedModel.Shared).Fit(view);
        using var network = TrainedModel.Shared.CopyNetwork();
        using var scope = NewDisposeScope();
        var features = stack(Vectors(featurizer.Transform(view), "Seen").Select(row => tensor(row)));
        var state = network.state_dict();
        var probabilities = nn.functional.linear(features, state["fc.weight"], state["fc.bias"]).softmax(1);
        var expected = stack(Vectors(TrainedModel.Shared.Transform(view), "Score").Select(row => tensor(row)));

        Assert.AreSequenceEqual([9L, 64], features.shape);
        Assert.IsTrue(probabilities.allclose(expected, atol: 1e-5));
    }

    [TestMethod]
    public void Weights_In_A_File_Should_Give_The_Same_Features_As_The_Model_That_They_Were_Saved_From()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "weights.safetensors");
        TrainedModel.Shared.SaveWeights(path);
        var view = SmallImages.Load(_ml, 5, seed: 3);
        using var ofModel = _ml.Transforms.ResNetFeaturizer("Seen", "Features", TrainedModel.Shared).Fit(view);
        using var ofFile = _ml.Transforms.ResNetFeaturizer("Seen", "Features", path, TrainedModel.Description).Fit(view);

        AssertSame(Vectors(ofModel.Transform(view), "Seen"), Vectors(ofFile.Transform(view), "Seen"));
    }

    [TestMethod]
    public void Bottlenecks_Should_Give_2048_Numbers()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "weights.safetensors");
        var description = new ResNetDescription(ResNetArchitecture.ResNet50, ResNetLayout.Torchvision);
        using (var network = new ResNet(description, inputChannels: 1, classCount: 4))
            TorchWeights.Save(network, path);
        var view = SmallImages.Load(_ml, 3);
        using var featurizer = _ml.Transforms.ResNetFeaturizer("Seen", "Features", path, description).Fit(view);

        Assert.AreEqual(2048, ((VectorDataViewType)featurizer.GetOutputSchema(view.Schema)["Seen"].Type).Size);
        Assert.AreEqual(description, featurizer.Description);
    }

    [TestMethod]
    public void Sdca_Should_Learn_From_The_Features_And_The_Chain_Should_Come_Back_From_Its_File()
    {
        var pipeline = _ml.Transforms.ResNetFeaturizer("Seen", "Features", TrainedModel.Shared)
            .AppendCacheCheckpoint(_ml)
            .Append(_ml.MulticlassClassification.Trainers.SdcaMaximumEntropy(featureColumnName: "Seen"));
        using var model = pipeline.Fit(SmallImages.Load(_ml, 60, seed: 2));
        var test = SmallImages.Load(_ml, 60, seed: 5);
        var loaded = EstimatorContract.SaveAndLoad(_ml, model, test);

        Assert.IsGreaterThan(0.95, _ml.MulticlassClassification.Evaluate(model.Transform(test)).MicroAccuracy);
        Assert.AreSequenceEqual(RowText.Of(model.Transform(test), _ => true), RowText.Of(loaded.Transform(test), _ => true));
    }

    [TestMethod]
    public void KMeans_Should_Find_The_Classes_In_The_Features()
    {
        var pipeline = _ml.Transforms.ResNetFeaturizer("Seen", "Features", TrainedModel.Shared)
            .AppendCacheCheckpoint(_ml)
            .Append(_ml.Clustering.Trainers.KMeans("Seen", numberOfClusters: 6));
        var view = SmallImages.Load(_ml, 60, seed: 2);
        using var model = pipeline.Fit(view);
        var scored = model.Transform(view);
        var pairs = scored.GetColumn<uint>("PredictedLabel").Zip(scored.GetColumn<string>("Name")).ToList();

        // The most frequent class of each cluster is that of nearly all its images.
        var right = pairs.GroupBy(pair => pair.First).Sum(cluster => cluster.GroupBy(pair => pair.Second).Max(names => names.Count()));
        Assert.IsGreaterThan(0.9 * pairs.Count, right);
    }

    [TestMethod]
    public void The_Featurizer_Should_Outlive_Its_Model_And_Free_What_It_Holds()
    {
        var view = SmallImages.Load(_ml, 3);
        var model = TrainedModel.Train(TrainedModel.Options(epochs: 1), rows: 32);
        var featurizer = _ml.Transforms.ResNetFeaturizer("Seen", "Features", model).Fit(view);
        model.Dispose();
        Assert.HasCount(3, Vectors(featurizer.Transform(view), "Seen"));
        featurizer.Dispose();

        Assert.ThrowsExactly<ObjectDisposedException>(() => Vectors(featurizer.Transform(view), "Seen"));
        Assert.ThrowsExactly<ObjectDisposedException>(() => _ml.Transforms.ResNetFeaturizer("Seen", "Features", model).Fit(view));
    }

    [TestMethod]
    public void Images_Of_Another_Number_Of_Channels_Should_Be_Refused()
    {
        var view = _ml.Data.LoadFromEnumerable([new ColourRow()]);
        var estimator = _ml.Transforms.ResNetFeaturizer("Seen", "Features", TrainedModel.Shared);

        Assert.Contains(
            "images of 1 channels, as in training", Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => estimator.Fit(view)).Message);
    }

    private static List<float[]> Vectors(IDataView view, string column) => [.. view.GetColumn<float[]>(column)];

    private static void AssertSame(List<float[]> expected, List<float[]> found)
    {
        Assert.HasCount(expected.Count, found);
        for (var row = 0; row < expected.Count; row++)
            Assert.AreSequenceEqual(expected[row], found[row], $"row {row}");
    }

    private sealed class ColourRow
    {
        [VectorType(3, 8, 8)]
        public float[] Features { get; set; } = new float[3 * 8 * 8];
    }
}
