using ResNetMLNet.Transforms.Pictures;
using SkiaSharp;

namespace ResNetMLNet.Transforms.Tests.Pictures;

[TestClass]
public sealed class EncodedPictureTests
{
    [TestMethod]
    [DataRow(1, 1, 8, 5, DisplayName = "an eighth, rounded up")]
    [DataRow(8, 5, 8, 5)]
    [DataRow(9, 5, 16, 10)]
    [DataRow(8, 6, 16, 10)]
    [DataRow(33, 1, 40, 25)]
    [DataRow(49, 1, 64, 40, DisplayName = "seven eighths would take longer than all")]
    [DataRow(57, 35, 64, 40)]
    [DataRow(64, 40, 64, 40)]
    [DataRow(65, 1, 64, 40, DisplayName = "more than it has")]
    public void A_Jpeg_Should_Be_Decoded_As_Small_As_Is_Wanted(int width, int height, int expectedWidth, int expectedHeight)
    {
        var jpeg = DrawnPictures.Encoded(64, 40, SKEncodedImageFormat.Jpeg);
        AssertSize(jpeg, (width, height), (expectedWidth, expectedHeight));
        AssertSize(
            PictureContents.WithJpegExif(jpeg, PictureContents.Exif(6)), (height, width), (expectedHeight, expectedWidth));
    }

    [TestMethod]
    public void Others_Should_Be_Decoded_In_Full_Size()
    {
        AssertSize(DrawnPictures.Encoded(64, 40), (1, 1), (64, 40));
        AssertSize(DrawnPictures.Encoded(64, 40, SKEncodedImageFormat.Webp), (1, 1), (64, 40));
        AssertSize(PictureContents.Gif, (1, 1), (2, 1));
        AssertSize(PictureContents.Bmp, (1, 1), (2, 1));
    }

    [TestMethod]
    public void A_Picture_Should_Be_Decoded_As_Often_As_It_Is_Asked_For()
    {
        foreach (var content in PictureContents.All)
        {
            using var picture = EncodedPicture.Open(content, new PictureRules());
            using var first = picture.Decode();
            picture.Check();
            picture.DecodePart(new PictureBox(0, 0, 1, 1), 1, 1, new()).Picture.Dispose();
            using var second = picture.Decode();
            Assert.AreEqual(PictureHash.Of(first), PictureHash.Of(second));
        }
    }

    private static void AssertSize(byte[] content, (int Width, int Height) wanted, (int Width, int Height) expected)
    {
        using var picture = EncodedPicture.Open(content, new PictureRules());
        using var pixels = picture.DecodePart(new PictureBox(0, 0, picture.Height, picture.Width), wanted.Width, wanted.Height, new()).Picture;
        Assert.AreEqual(expected, (pixels.Width, pixels.Height));
    }
}
