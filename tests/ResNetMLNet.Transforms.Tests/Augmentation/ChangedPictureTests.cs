using Microsoft.ML.Data;
using ResNetMLNet.Transforms.Augmentation;
using ResNetMLNet.Transforms.Featurization;
using ResNetMLNet.Transforms.Pictures;

namespace ResNetMLNet.Transforms.Tests.Augmentation;

[TestClass]
public sealed class ChangedPictureTests
{
    private static readonly ImageShape _shape = new(3, 24, 48);

    private static readonly PixelScaling _scaling = new(1, [3], [2]);

    /// <summary>What torchvision's <c>resized_crop</c> makes of a picture of 300 x 200.</summary>
    [TestMethod]
    [DataRow(10, 20, 100, 150, "0ca55349c795735a", DisplayName = "down")]
    [DataRow(0, 0, 200, 300, "7816bc1f08391eb5", DisplayName = "the whole picture")]
    [DataRow(150, 3, 17, 9, "0c18dbebc61a580e", DisplayName = "up")]
    [DataRow(40, 50, 48, 24, "37e79b2239b1fae8", DisplayName = "down and up")]
    [DataRow(3, 4, 60, 48, "7a7523ccdec50674", DisplayName = "as wide as it is")]
    public void A_Part_Should_Be_Resized_As_By_Torchvision(int top, int left, int height, int width, string sha256)
    {
        using var picture = DrawnPicture.Of(300, 200);
        Assert.AreEqual(sha256, DrawnPicture.Hash([DrawnPicture.Loader(48, 24).Load(picture, new PictureBox(top, left, height, width))]));
    }

    [TestMethod]
    [DataRow(60, 40, 3)]
    [DataRow(7, 90, 1)]
    public void Without_A_Change_Features_Should_Be_Those_Without_This_Way(int width, int height, int channels)
    {
        var shape = _shape with { Channels = channels };
        var (expected, features) = (new float[shape.Size], new float[shape.Size]);
        using var picture = DrawnPicture.Of(width, height);
        var featurizer = new PictureFeaturizer(shape, resizeTo: 20, _scaling);
        featurizer.Featurize(picture, expected);

        var changed = new ChangedPicture(shape, featurizer);
        changed.Load(picture, box: null);
        changed.Place(features);

        Assert.AreSequenceEqual(expected, features);
    }

    [TestMethod]
    public void Red_Should_Be_Red_In_Both_Formats_Of_Pictures()
    {
        using var blueFirst = MLImage.CreateFromPixels(1, 1, MLPixelFormat.Bgra32, [1, 2, 3, 255]);
        using var redFirst = MLImage.CreateFromPixels(1, 1, MLPixelFormat.Rgba32, [3, 2, 1, 255]);
        foreach (var picture in new[] { blueFirst, redFirst })
            Assert.AreEqual(0x010203u, DrawnPicture.Loader(1, 1).Load(picture, box: null).Pixels[0] & 0xFFFFFF);
    }
}
