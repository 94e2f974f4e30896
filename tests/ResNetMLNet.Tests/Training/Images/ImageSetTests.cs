using ResNetMLNet.Featurization;
using ResNetMLNet.Training.Images;

namespace ResNetMLNet.Tests.Training.Images;

[TestClass]
public sealed class ImageSetTests
{
    [TestMethod]
    public void Scaled_Weights_Should_Have_A_Mean_Of_1_And_Keep_Their_Ratios()
    {
        var images = Images(weighted: true, 0, 3e38f, 1.5e38f, 1.5e38f);
        images.ScaleWeights();
        Assert.AreSequenceEqual([0, 2f, 1, 1], images.Weights!);
    }

    [TestMethod]
    public void A_Set_Without_Weights_Should_Hold_None()
    {
        var images = Images(weighted: false, 1, 2);
        images.ScaleWeights();
        Assert.IsNull(images.Weights);
    }

    [TestMethod]
    public void Weights_Should_Be_Copied_In_The_Order_Of_Rows()
    {
        var copied = new float[3];
        Images(weighted: true, 1, 2, 3).CopyWeights([2, 0, 2], copied);
        Assert.AreSequenceEqual([3f, 1, 3], copied);
    }

    private static ImageSet Images(bool weighted, params float[] weights)
    {
        var images = new ImageSet(new ImageShape(1, 1, 1), weighted: weighted);
        foreach (var weight in weights)
            images.Add(0, weight);
        return images;
    }
}
