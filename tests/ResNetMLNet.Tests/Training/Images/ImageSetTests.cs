using ResNetMLNet.Tests.Utilities;
using ResNetMLNet.Training.Images;
using ResNetMLNet.Transforms.Featurization;

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

    [TestMethod]
    public void A_Part_Should_Share_Images_And_Have_Labels_And_Weights_Of_Its_Own()
    {
        // Chunks of two rows.
        var whole = new ImageSet(new ImageShape(1, 1, 1), expectedCount: 2, weighted: true);
        for (var row = 0; row < 5; row++)
            whole.Add(10 + row, 20 + row)[0] = row;

        var part = whole.Part([4, 3, 1]);
        var partOfPart = part.Part([2, 0]);

        Assert.AreSequenceEqual([14, 13, 11], part.Labels);
        Assert.AreSequenceEqual([11, 14], partOfPart.Labels);
        Assert.AreSequenceEqual([21f, 24], partOfPart.Weights!);
        var copied = new float[3];
        part.CopyImages(new[] { 2, 1, 0 }, copied);
        Assert.AreSequenceEqual([1f, 3, 4], copied);
        partOfPart.CopyImages(new[] { 0, 1 }, copied);
        Assert.AreSequenceEqual([1f, 4, 4], copied);
        Assert.AreSame(whole.Store, part.Store, "images are not copied");

        part.ScaleWeights();
        Assert.AreEqual(24, whole.Weights![4]);
        Assert.ThrowsExactly<InvalidOperationException>(() => part.Add(0));
    }

    private static ImageSet Images(bool weighted, params float[] weights)
    {
        var images = new ImageSet(new ImageShape(1, 1, 1), weighted: weighted);
        foreach (var weight in weights)
            images.Add(0, weight);
        return images;
    }
}
