using ResNetMLNet.Transforms.Augmentation;

namespace ResNetMLNet.Transforms.Tests.Augmentation;

[TestClass]
public sealed class TrivialAugmentTests
{
    /// <summary>What torchvision makes of a picture by all strengths of a change, each sign for itself.</summary>
    [TestMethod]
    [DataRow("Identity", "1f1737e4f04bd13d", "608de2fbc1630bd4")]
    [DataRow("ShearX", "8fcaff2acb410433", "628b8697877568b5")]
    [DataRow("ShearY", "7e04c6d19d7d179c", "7896d7a62f31bd78")]
    [DataRow("TranslateX", "f723c01e47bbbef5", "287fa4e159e66ab7")]
    [DataRow("TranslateY", "bfdb4020000bcfd5", "07fbb5c7410b6428")]
    [DataRow("Rotate", "809dda2a66ea1c19", "c67545f29fec01e3")]
    [DataRow("Brightness", "8d527d7784d3ee95", "b236db32a8260970")]
    [DataRow("Color", "3b05768c2a02a0bf", "25f9a39785a03d8d")]
    [DataRow("Contrast", "67cc7370b443b634", "94155d30e82cc328")]
    [DataRow("Sharpness", "b574e3952725d918", "2dc5daf55f26b725")]
    [DataRow("Posterize", "59382b9f7f44f871", "7d0b4a6f57466f59")]
    [DataRow("Solarize", "c305615b459a480d", "600a032065766612")]
    [DataRow("AutoContrast", "ee7e4453392dbe9e", "00a443f842ceed13")]
    [DataRow("Equalize", "62ad51b93696ced5", "ac38dee47b1ff489")]
    public void Bytes_Should_Be_Those_Of_Torchvision(string name, string colour, string grey)
    {
        var change = TrivialAugment.Changes.Single(change => change.Name == name);

        Assert.AreEqual(colour, DrawnPicture.Hash(Changed(change, () => DrawnPicture.Canvas(45, 37))));
        Assert.AreEqual(grey, DrawnPicture.Hash(Changed(change, () => DrawnPicture.Canvas(45, 37, channels: 1))));
    }

    [TestMethod]
    public void A_Square_Should_Turn_By_Right_Angles_As_By_Pillow()
    {
        var rotate = TrivialAugment.Changes.Single(change => change.Name == "Rotate");
        Assert.AreEqual("6e4f898c50d3dd37", DrawnPicture.Hash(Changed(rotate, () => DrawnPicture.Canvas(40, 40))));
    }

    [TestMethod]
    public void There_Should_Be_The_Changes_Of_Torchvision_In_Its_Order() => Assert.AreEqual(
        "Identity ShearX ShearY TranslateX TranslateY Rotate Brightness Color Contrast Sharpness Posterize Solarize AutoContrast Equalize",
        string.Join(' ', TrivialAugment.Changes.Select(change => change.Name)));

    private static IEnumerable<PictureCanvas> Changed(TrivialAugment.Change change, Func<PictureCanvas> make)
    {
        for (var bin = 0; bin < TrivialAugment.BinCount; bin++)
        {
            foreach (var sign in change.IsSigned ? new[] { 1, -1 } : [1])
            {
                var picture = make();
                change.Apply(picture, change.Strength(bin) * sign);
                yield return picture;
            }
        }
    }
}
