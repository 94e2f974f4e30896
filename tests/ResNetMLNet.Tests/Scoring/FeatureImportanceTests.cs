using Microsoft.ML;
using Microsoft.ML.Data;
using ResNetMLNet.OnnxRuntime;
using ResNetMLNet.Tests.Utilities;
using ResNetMLNet.Transforms;

namespace ResNetMLNet.Tests.Scoring;

[TestClass]
public sealed class FeatureImportanceTests
{
    private readonly MLContext _ml = new(seed: 1);

    [TestMethod]
    public void Every_Pixel_Should_Have_Its_Importance_By_Name()
    {
        var images = SmallImages.Load(_ml, 6);
        var view = _ml.Transforms.PixelsToFeatures("Features", imageHeight: 3, imageWidth: 1, scale: 1).Fit(images).Transform(images);
        using var model = _ml.MulticlassClassification.Trainers.ResNet(TrainedModel.Options(epochs: 1)).Fit(view);
        using var converted = (IDisposable)_ml.Model.ToOnnxRuntime(model);

        foreach (var tested in new[] { model, (ITransformer)converted, new TransformerChain<ITransformer>(model) })
        {
            var importance = _ml.MulticlassClassification.PermutationFeatureImportance(tested, view);

            Assert.AreSequenceEqual(["c0.y0.x0", "c0.y1.x0", "c0.y2.x0"], importance.Keys.Order());
        }
    }
}
