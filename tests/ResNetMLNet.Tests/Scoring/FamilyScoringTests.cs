using Microsoft.ML;
using ResNetMLNet.Modeling;
using ResNetMLNet.Scoring;
using ResNetMLNet.Tests.Modeling;
using ResNetMLNet.Tests.Utilities;
using ResNetMLNet.Transforms.Featurization;
using static TorchSharp.torch;

namespace ResNetMLNet.Tests.Scoring;

[TestClass]
public sealed class FamilyScoringTests
{
    [TestMethod]
    [DynamicData(nameof(Family.Members), typeof(Family))]
    public void Every_Member_Should_Come_Back_From_Its_File_And_Score_Alike(ResNetDescription description)
    {
        var ml = new MLContext(seed: 1);
        var view = SmallImages.Load(ml, 3);
        using var model = UntrainedModel.Of(
            ml, Network(description), new ImageShape(1, SmallImages.Size, SmallImages.Size), "first", "second");
        using var loaded = (ResNetTransformer)EstimatorContract.SaveAndLoad(ml, model, view);

        Assert.AreEqual(description, loaded.Model.Description);
        Assert.AreSequenceEqual(RowText.Of(model.Transform(view), _ => true), RowText.Of(loaded.Transform(view), _ => true));
    }

    /// <summary>
    /// Kernels that take means and a last layer that tells its classes apart: random ones would take minutes to compress.
    /// </summary>
    private static ResNet Network(ResNetDescription description)
    {
        var network = ResNet.WithoutWeights(description, inputChannels: 1, classCount: 2);
        using var scope = NewDisposeScope();
        using var mode = no_grad();
        foreach (var (index, (name, weights)) in network.named_parameters().Index().Where(entry => !entry.Item.name.Contains("bn")))
            weights.fill_((1 + (index % 5 * 0.01)) * weights.shape[0] / weights.numel());
        network.get_parameter("fc.weight")![0] = 0;
        return network;
    }
}
