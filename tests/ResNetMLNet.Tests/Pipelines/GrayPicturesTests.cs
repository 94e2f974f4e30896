using ResNetMLNet.Pipelines.FashionMnist.Data;
using ResNetMLNet.Tests.Utilities;
using ResNetMLNet.Transforms.Pictures;
using SkiaSharp;

namespace ResNetMLNet.Tests.Pipelines;

[TestClass]
public sealed class GrayPicturesTests
{
    private const int Size = 28;

    [TestMethod]
    public void A_Gray_Picture_Of_The_Right_Size_Should_Keep_Its_Pixels()
    {
        using var folder = new TemporaryFolder();
        var pixels = Enumerable.Range(0, Size * Size).Select(i => (byte)i).ToArray();
        using var image = SKImage.FromPixelCopy(new SKImageInfo(Size, Size, SKColorType.Gray8), pixels);
        var file = Save(folder, image, SKEncodedImageFormat.Png);

        CollectionAssert.AreEqual(pixels, GrayPictures.Read(file, Size, Size).Pixels);
    }

    [TestMethod]
    [DataRow(SKEncodedImageFormat.Png)]
    [DataRow(SKEncodedImageFormat.Jpeg)]
    public void A_Large_Colour_Picture_Should_Become_Gray_And_Small(SKEncodedImageFormat format)
    {
        using var folder = new TemporaryFolder();
        var file = Save(folder, Plain(640, 640, SKColors.Red), format);

        var pixels = GrayPictures.Read(file, Size, Size).Pixels;

        foreach (var pixel in pixels)
            Assert.AreEqual(76, pixel, 2, "0.299 of 255");
    }

    [TestMethod]
    public void A_Tall_Picture_Should_Keep_Its_Proportions_On_Black()
    {
        using var folder = new TemporaryFolder();
        var file = Save(folder, Plain(140, 280, SKColors.White), SKEncodedImageFormat.Png);

        var pixels = GrayPictures.Read(file, Size, Size).Pixels;

        Assert.AreEqual(0, pixels[(14 * Size) + 3]);
        Assert.AreEqual(255, pixels[(14 * Size) + 14]);
        Assert.AreEqual(0, pixels[(14 * Size) + 24]);
    }

    [TestMethod]
    public void Transparent_Parts_Should_Be_Black()
    {
        using var folder = new TemporaryFolder();
        var file = Save(folder, Plain(Size, Size, SKColors.White.WithAlpha(0)), SKEncodedImageFormat.Png);

        Assert.AreEqual(0, GrayPictures.Read(file, Size, Size).Pixels.Max());
    }

    [TestMethod]
    public void Scaling_Down_Should_Average_And_Not_Skip_Pixels()
    {
        using var folder = new TemporaryFolder();
        var pixels = Enumerable.Range(0, 280 * 280).Select(i => (byte)((i + (i / 280)) % 2 * 255)).ToArray();
        using var image = SKImage.FromPixelCopy(new SKImageInfo(280, 280, SKColorType.Gray8), pixels);
        var file = Save(folder, image, SKEncodedImageFormat.Png);

        foreach (var pixel in GrayPictures.Read(file, Size, Size).Pixels)
            Assert.AreEqual(127, pixel, 3);
    }

    [TestMethod]
    public void A_Picture_That_Is_Cut_Short_Should_Be_Refused()
    {
        using var folder = new TemporaryFolder();
        var file = Save(folder, Plain(640, 640, SKColors.Red), SKEncodedImageFormat.Png);
        File.WriteAllBytes(file, File.ReadAllBytes(file)[..^200]);

        Assert.AreEqual(
            "it is damaged or cut short",
            Assert.ThrowsExactly<UnreadablePictureException>(() => GrayPictures.Read(file, Size, Size)).Message);
    }

    [TestMethod]
    public void A_Light_Edge_Should_Be_Noticed_Whatever_The_Proportions()
    {
        using var folder = new TemporaryFolder();
        Assert.IsTrue(Read(Plain(100, 20, SKColors.White)).HasLightEdge);
        Assert.IsFalse(Read(Plain(100, 20, SKColors.Black)).HasLightEdge);

        Picture Read(SKImage image) => GrayPictures.Read(Save(folder, image, SKEncodedImageFormat.Png), Size, Size);
    }

    private static SKImage Plain(int width, int height, SKColor color)
    {
        using var bitmap = new SKBitmap(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Premul));
        bitmap.Erase(color);
        return SKImage.FromBitmap(bitmap);
    }

    private static string Save(TemporaryFolder folder, SKImage image, SKEncodedImageFormat format)
    {
        using var data = image.Encode(format, quality: 100);
        var file = folder.File("picture");
        using var stream = File.Create(file);
        data.SaveTo(stream);
        return file;
    }
}
