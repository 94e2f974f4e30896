using System.Runtime.InteropServices;
using Microsoft.ML.Data;
using ResNetMLNet.Transforms.Pictures;
using SkiaSharp;

namespace ResNetMLNet.Transforms.Tests.Pictures;

[TestClass]
public sealed class PicturePartTests
{
    private const int Width = 83;
    private const int Height = 61;

    private static readonly PictureRules _rules = new();

    [TestMethod]
    public void A_Part_Should_Have_The_Pixels_Of_The_Whole_Picture_However_It_Is_Stored()
    {
        foreach (var sampling in Enum.GetValues<SKJpegEncoderDownsample>())
        {
            var jpeg = Jpeg(sampling);
            for (byte orientation = 1; orientation <= 8; orientation++)
                AssertParts(PictureContents.WithJpegExif(jpeg, PictureContents.Exif(orientation)), seed: orientation, count: 100);
        }
        AssertParts(DrawnPictures.Encoded(Width, Height), seed: 9, count: 5);
    }

    /// <summary>Photographs of all kinds that cameras and programs write: progressive ones, grey ones, of four colours.</summary>
    [TestMethod]
    public void A_Part_Should_Have_The_Pixels_Of_The_Whole_Photograph()
    {
        var files = Directory.GetFiles(ReferencePhotos.Folder, "*.jp*", SearchOption.AllDirectories).Where(IsReadable).ToList();
        Assert.IsGreaterThan(100, files.Count);
        foreach (var (index, file) in files.Index())
            AssertParts(File.ReadAllBytes(file), index, count: 3);
    }

    [TestMethod]
    public void Of_A_Picture_That_Is_Cut_Short_No_Part_Should_Be_Decoded()
    {
        var preview = DrawnPictures.Encoded(8, 8, SKEncodedImageFormat.Jpeg);
        var jpeg = PictureContents.WithJpegExif(Jpeg(SKJpegEncoderDownsample.Downsample420), preview);
        Assert.IsTrue(CanDecodeCorner(jpeg));
        Assert.IsTrue(CanDecodeCorner([.. jpeg, .. "what a camera adds"u8]));
        Assert.IsFalse(CanDecodeCorner(jpeg[..^100]));
        Assert.IsFalse(CanDecodeCorner(jpeg[..^500]));
    }

    private static bool CanDecodeCorner(byte[] content)
    {
        try
        {
            using var picture = EncodedPicture.Open(content, _rules);
            picture.DecodePart(new PictureBox(0, 0, 2, 2), 2, 2, new()).Picture.Dispose();
            return true;
        }
        catch (UnreadablePictureException)
        {
            return false;
        }
    }

    private static void AssertParts(byte[] content, int seed, int count)
    {
        var (random, room) = (new Random(seed), new PictureRoom());
        using var picture = EncodedPicture.Open(content, _rules);
        using var whole = picture.Decode();
        for (var i = 0; i < count; i++)
        {
            var (top, left) = (random.Next(picture.Height), random.Next(picture.Width));
            var box = new PictureBox(top, left, random.Next(picture.Height - top) + 1, random.Next(picture.Width - left) + 1);
            var (decoded, part) = picture.DecodePart(box, box.Width, box.Height, room);
            using (decoded)
                Assert.IsTrue(Pixels(whole, box).SequenceEqual(Pixels(decoded, part)), $"{box} of {picture.Width} x {picture.Height}, {seed}");
        }
    }

    private static List<int> Pixels(MLImage picture, PictureBox box)
    {
        var pixels = MemoryMarshal.Cast<byte, int>(picture.Pixels);
        var part = new List<int>();
        for (var row = box.Top; row < box.Bottom; row++)
            part.AddRange(pixels.Slice((row * picture.Width) + box.Left, box.Width));
        return part;
    }

    private static bool IsReadable(string file)
    {
        try
        {
            using var picture = EncodedPicture.Open(file, _rules);
            picture.Check();
            return true;
        }
        catch (UnreadablePictureException)
        {
            return false;
        }
    }

    private static byte[] Jpeg(SKJpegEncoderDownsample sampling)
    {
        using var bitmap = SKBitmap.Decode(DrawnPictures.Encoded(Width, Height));
        using var pixels = bitmap.PeekPixels();
        using var jpeg = pixels.Encode(new SKJpegEncoderOptions(80, sampling, SKJpegEncoderAlphaOption.Ignore));
        return jpeg.ToArray();
    }
}
