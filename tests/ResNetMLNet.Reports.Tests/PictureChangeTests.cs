using ResNetMLNet.Tests.Utilities;
using SkiaSharp;

namespace ResNetMLNet.Reports.Tests;

[TestClass]
public sealed class PictureChangeTests
{
    private static readonly SKColor _mark = new(200, 100, 50);

    [TestMethod]
    public void A_Shift_Should_Move_The_Picture_By_Whole_Pixels_On_Black() => AssertMarkAt(PictureChange.Shift(0.5, -0.25), 3, 0);

    [TestMethod]
    public void A_Rotation_Should_Turn_Clockwise_About_The_Centre() => AssertMarkAt(PictureChange.Rotation(90), 2, 1);

    [TestMethod]
    public void Brightness_Should_Multiply_And_Saturate()
    {
        using var picture = Marked();
        using var changed = PictureChange.Brightness(1.5).Apply(picture);

        Assert.AreEqual(new SKColor(255, 150, 75), changed.GetPixel(1, 1));
    }

    [TestMethod]
    public void Blur_Should_Spread_What_Is_Inside_And_Leave_What_Is_Even()
    {
        using var picture = Marked();
        using var changed = PictureChange.Blur(1).Apply(picture);
        using var even = new SKBitmap(picture.Info);
        even.Erase(_mark);
        using var stillEven = PictureChange.Blur(1).Apply(even);

        Assert.IsLessThan(_mark.Red, changed.GetPixel(1, 1).Red);
        Assert.IsGreaterThan(0, changed.GetPixel(2, 1).Red);
        Assert.AreSequenceEqual(even.Bytes, stillEven.Bytes);
    }

    [TestMethod]
    public void Noise_Should_Have_The_Deviation_That_Was_Asked_For_And_Be_The_Same_Again()
    {
        using var picture = new SKBitmap(100, 100, SKColorType.Rgba8888, SKAlphaType.Opaque);
        picture.Erase(new SKColor(128, 128, 128));
        using var changed = PictureChange.Noise(10).Apply(picture);
        using var again = PictureChange.Noise(10).Apply(picture);

        var red = changed.Pixels.Select(pixel => pixel.Red - 128.0).ToList();
        Assert.AreEqual(0, red.Average(), 0.5);
        Assert.AreEqual(10, Math.Sqrt(red.Average(value => value * value)), 0.3);
        Assert.AreSequenceEqual(changed.Bytes, again.Bytes);
    }

    [TestMethod]
    public void JPEG_Should_Change_More_At_A_Lower_Quality()
    {
        using var picture = new SKBitmap(32, 32, SKColorType.Rgba8888, SKAlphaType.Opaque);
        for (var i = 0; i < 32 * 32; i++)
            picture.SetPixel(i % 32, i / 32, new SKColor((byte)(i * 7), (byte)(i * 3), (byte)i));

        Assert.IsLessThan(Distance(PictureChange.JpegQuality(20)), Distance(PictureChange.JpegQuality(95)));

        double Distance(PictureChange change)
        {
            using var changed = change.Apply(picture);
            return picture.Bytes.Zip(changed.Bytes).Average(pair => Math.Abs(pair.First - pair.Second));
        }
    }

    [TestMethod]
    public void Amounts_Without_Sense_Should_Be_Refused()
    {
        Expect.Error<ArgumentOutOfRangeException>(() => PictureChange.Shift(2, 0), "right", "2", "between -1 and 1");
        Expect.Error<ArgumentOutOfRangeException>(() => PictureChange.Rotation(double.NaN), "degrees", "NaN");
        Expect.Error<ArgumentOutOfRangeException>(() => PictureChange.Brightness(-1), "factor");
        Expect.Error<ArgumentOutOfRangeException>(() => PictureChange.Blur(-1), "sigma");
        Expect.Error<ArgumentOutOfRangeException>(() => PictureChange.Noise(256), "standardDeviation");
        Expect.Error<ArgumentOutOfRangeException>(() => PictureChange.JpegQuality(0), "quality", "between 1 and 100");
    }

    private static SKBitmap Marked()
    {
        var picture = new SKBitmap(4, 4, SKColorType.Rgba8888, SKAlphaType.Opaque);
        picture.Erase(SKColors.Black);
        picture.SetPixel(1, 1, _mark);
        return picture;
    }

    private static void AssertMarkAt(PictureChange change, int x, int y)
    {
        using var picture = Marked();
        using var changed = change.Apply(picture);

        for (var i = 0; i < 16; i++)
            Assert.AreEqual(i == x + (4 * y) ? _mark : SKColors.Black, changed.GetPixel(i % 4, i / 4), $"{change} at {i % 4}, {i / 4}");
    }
}
