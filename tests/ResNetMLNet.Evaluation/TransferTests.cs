using Microsoft.ML;

namespace ResNetMLNet.Evaluation;

/// <summary>
/// What a trained network sees serves for classes that it never saw, of which there are few images. The guide training.md says how a linear
/// classifier on the pixels and a network trained on those few alone compare.
/// </summary>
[TestClass]
[TestCategory(TestCategories.Long)]
public sealed class TransferTests
{
    /// <summary>A part of the 30,000 images and of the recipe's five epochs, which take minutes.</summary>
    private const int KnownRows = 4_000;

    private const int KnownEpochs = 3;

    private readonly MLContext _ml = new(seed: 1);

    [TestMethod]
    public void Features_Should_Tell_Classes_Apart_That_The_Network_Never_Saw()
    {
        FashionMnistData.Require();
        var data = new TransferData(_ml);
        var pipelines = new TransferPipelines(_ml);
        using var model = pipelines.Network(KnownEpochs, batchSize: 64, learningRate: 0.1).Fit(data.Known(KnownRows));
        var few = data.Few(seed: 1);

        var features = Accuracy(pipelines.OnFeatures(model.LastTransformer), few, data.Test);

        Assert.IsGreaterThan(0.6, features, "guessing gives 0.2");
    }

    private double Accuracy(IEstimator<ITransformer> pipeline, IDataView train, IDataView test)
    {
        var model = pipeline.Fit(train);
        using var disposable = model as IDisposable;
        return _ml.MulticlassClassification.Evaluate(model.Transform(test)).MicroAccuracy;
    }
}
