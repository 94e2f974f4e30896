using ResNetMLNet.Transforms.Pictures;
using SkiaSharp;

namespace ResNetMLNet.Transforms.Tests.Pictures;

[TestClass]
public sealed class ExifOrientationTests
{
    // Of a picture of 3 x 2 pixels numbered row by row: 0 1 2 / 3 4 5, what Pillow's exif_transpose gives.
    [TestMethod]
    [DataRow(0, 3, new[] { 0, 1, 2, 3, 4, 5 })]
    [DataRow(1, 3, new[] { 0, 1, 2, 3, 4, 5 })]
    [DataRow(2, 3, new[] { 2, 1, 0, 5, 4, 3 })]
    [DataRow(3, 3, new[] { 5, 4, 3, 2, 1, 0 })]
    [DataRow(4, 3, new[] { 3, 4, 5, 0, 1, 2 })]
    [DataRow(5, 2, new[] { 0, 3, 1, 4, 2, 5 })]
    [DataRow(6, 2, new[] { 3, 0, 4, 1, 5, 2 })]
    [DataRow(7, 2, new[] { 5, 2, 4, 1, 3, 0 })]
    [DataRow(8, 2, new[] { 2, 5, 1, 4, 0, 3 })]
    [DataRow(9, 3, new[] { 0, 1, 2, 3, 4, 5 })]
    public void A_Picture_Should_Be_Turned_As_Pillow_Does(int orientation, int width, int[] order)
    {
        var png = DrawnPictures.Encoded(3, 2);
        var stored = DrawnPictures.Colours(3, 2).Chunk(3).ToList();
        foreach (var isLittle in new[] { true, false })
        {
            foreach (var atEnd in new[] { true, false })
            {
                var exif = PictureContents.Exif((byte)orientation, isLittle);
                using var picture = EncodedPicture.Open(PictureContents.WithChunk(png, "eXIf", exif, atEnd), new PictureRules());
                Assert.AreEqual((width, 6 / width), (picture.Width, picture.Height));
                using var pixels = picture.Decode();
                Assert.AreSequenceEqual(order.SelectMany(pixel => stored[pixel]), PictureHash.Colours(pixels));
            }
        }
    }

    [TestMethod]
    public void Each_Format_That_Carries_It_Should_Be_Turned()
    {
        var exif = PictureContents.Exif(6);
        foreach (var content in new[]
        {
            PictureContents.WithJpegExif(DrawnPictures.Encoded(16, 8, SKEncodedImageFormat.Jpeg), exif),
            PictureContents.WithChunk(DrawnPictures.Encoded(16, 8), "eXIf", exif),
            PictureContents.WithWebPExif(DrawnPictures.Encoded(16, 8, SKEncodedImageFormat.Webp), exif, 16, 8),
            PictureContents.WithWebPExif(DrawnPictures.Encoded(16, 8, SKEncodedImageFormat.Webp), [.. "Exif\0\0"u8, .. exif], 16, 8),
        })
        {
            using var picture = EncodedPicture.Open(content, new PictureRules());
            Assert.AreEqual((8, 16), (picture.Width, picture.Height));
            using var pixels = picture.DecodePart(new PictureBox(0, 0, 16, 8), 3, 8, new()).Picture;
            Assert.IsTrue(pixels.Width >= 3 && pixels.Height >= 8 && pixels.Width * 2 == pixels.Height);
        }
    }

    [TestMethod]
    public void Exif_That_Is_Damaged_Should_Leave_The_Picture_As_It_Is()
    {
        var exif = PictureContents.Exif(6);
        for (var length = 0; length < exif.Length - 4; length++)
            Assert.AreEqual(length < 22 ? 1 : 6, ExifOrientation.Of(exif.AsSpan(0, length)));
        var random = new Random(1);
        for (var i = 0; i < 10_000; i++)
        {
            var changed = exif.ToArray();
            changed[random.Next(changed.Length)] = (byte)random.Next(256);
            ExifOrientation.Of(changed);
        }
    }
}
