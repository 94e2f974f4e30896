using ResNetMLNet.Transforms.Augmentation;

namespace ResNetMLNet.Transforms.Tests.Augmentation;

/// <summary>The parts of torchvision's <c>ColorJitter</c>.</summary>
[TestClass]
public sealed class ColorChangesTests
{
    private static readonly double[] _factors = [0, 0.3, 0.6, 1, 1.4, 2.7];

    private static readonly double[] _turns = [-0.5, -0.31, -0.1, 0, 0.07, 0.25, 0.5];

    [TestMethod]
    public void Brightness_Should_Be_That_Of_Torchvision() =>
        Check(ColorChanges.ChangeBrightness, _factors, "b514673f5e8802a7", "42a3a55396c520c6");

    [TestMethod]
    public void Contrast_Should_Be_That_Of_Torchvision() =>
        Check(ColorChanges.ChangeContrast, _factors, "a3d9b01e9780ea77", "63f3a71db07a687c");

    [TestMethod]
    public void Saturation_Should_Be_That_Of_Torchvision() =>
        Check(ColorChanges.ChangeSaturation, _factors, "c0ee01e783632238", "da8b4f8daf224247");

    [TestMethod]
    public void Hue_Should_Be_That_Of_Torchvision() =>
        Check(HueChange.ChangeHue, _turns, "a73de6114e3bf461", "903eccf9a79ce570");

    /// <summary>Every fifth byte of each channel with every fifth one of the others.</summary>
    [TestMethod]
    public void Hue_Should_Be_That_Of_Torchvision_For_All_Kinds_Of_Colours() =>
        Assert.AreEqual("27c7f6109c6d0251", DrawnPicture.Hash(new[] { -0.5, -0.31, 0, 0.25 }.Select(turn =>
        {
            var cube = new PictureCanvas(new(3, 2601, 51));
            for (var place = 0; place < cube.Pixels.Length; place++)
                cube.Pixels[place] = PictureCanvas.Pixel((byte)(place / 2704 * 5), (byte)(place / 52 % 52 * 5), (byte)(place % 52 * 5));
            cube.ChangeHue(turn);
            return cube;
        })));

    private static void Check(Action<PictureCanvas, double> change, double[] strengths, string colour, string grey)
    {
        Assert.AreEqual(colour, DrawnPicture.Hash(strengths.Select(strength => Changed(change, strength, channels: 3))));
        Assert.AreEqual(grey, DrawnPicture.Hash(strengths.Select(strength => Changed(change, strength, channels: 1))));
    }

    private static PictureCanvas Changed(Action<PictureCanvas, double> change, double strength, int channels)
    {
        var picture = DrawnPicture.Canvas(45, 37, channels);
        change(picture, strength);
        return picture;
    }
}
