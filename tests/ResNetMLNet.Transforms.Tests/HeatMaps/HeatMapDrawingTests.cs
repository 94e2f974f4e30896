using Microsoft.ML.Data;
using ResNetMLNet.Transforms.HeatMaps;
using SkiaSharp;

namespace ResNetMLNet.Transforms.Tests.HeatMaps;

[TestClass]
public sealed class HeatMapDrawingTests
{
    private const int Width = 80;
    private const int Height = 40;
    private const int Grey = 100;

    private static readonly SKColor _hottest = new(0xFD, 0xE7, 0x25);
    private static readonly SKColor _coldest = new(0x44, 0x01, 0x54);

    [TestMethod]
    [DataRow(MLPixelFormat.Rgba32)]
    [DataRow(MLPixelFormat.Bgra32)]
    public void A_Heat_Map_Should_Lie_Half_Transparent_On_Its_Place_Only(MLPixelFormat format)
    {
        using var picture = GreyPicture(format);
        var map = new float[20 * 20];
        for (var i = 0; i < map.Length; i++)
            map[i] = i % 20 >= 10 ? 1 : 0;

        using var drawn = HeatMapDrawing.Over(picture, map, 20, new HeatMapCrop(20, 20, ResizeTo: 20).On(Height, Width));

        Assert.AreEqual((Width, Height), (drawn.Width, drawn.Height));
        Assert.AreEqual(new SKColor(Grey, Grey, Grey), ColorAt(drawn, 18, 20), "beside the map");
        AssertHalf(_coldest, ColorAt(drawn, 25, 20));
        AssertHalf(_hottest, ColorAt(drawn, 55, 20));
        Assert.AreEqual(new SKColor(Grey, Grey, Grey), ColorAt(drawn, 62, 20), "beside the map");
        Assert.AreEqual(new SKColor(Grey, Grey, Grey), ColorAt(picture, 55, 20), "the picture itself");
    }

    [TestMethod]
    [DataRow(40, 80, 20, 20, 0f, DisplayName = "the middle of what is too wide")]
    [DataRow(80, 40, 20, 0, 20f, DisplayName = "the middle of what is too high")]
    [DataRow(40, 40, 10, -20, -20f, DisplayName = "beyond what is put in the middle of black")]
    public void A_Heat_Map_Should_Lie_On_What_The_Network_Saw(int height, int width, int resizeTo, float left, float top)
    {
        var place = new HeatMapCrop(20, 20, resizeTo).On(height, width);

        Assert.AreEqual((left, top), (place.Left, place.Top));
        Assert.AreEqual((20f * 40 / resizeTo, 20f * 40 / resizeTo), (place.Width, place.Height));
    }

    [TestMethod]
    public void Colours_Should_Get_Lighter_With_Every_Step()
    {
        var lumas = Enumerable.Range(0, 101).Select(step => HeatMapColors.Of(step / 100f))
            .Select(color => (0.2126 * color.Red) + (0.7152 * color.Green) + (0.0722 * color.Blue)).ToList();

        Assert.AreEqual(_coldest, HeatMapColors.Of(-1));
        Assert.AreEqual(_hottest, HeatMapColors.Of(2));
        for (var step = 1; step < lumas.Count; step++)
            Assert.IsGreaterThan(lumas[step - 1], lumas[step]);
    }

    private static void AssertHalf(SKColor color, SKColor found)
    {
        Assert.AreEqual((color.Red + Grey) / 2, found.Red, 2);
        Assert.AreEqual((color.Green + Grey) / 2, found.Green, 2);
        Assert.AreEqual((color.Blue + Grey) / 2, found.Blue, 2);
        Assert.AreEqual(byte.MaxValue, found.Alpha);
    }

    private static MLImage GreyPicture(MLPixelFormat format)
    {
        var pixels = new byte[4 * Width * Height];
        for (var i = 0; i < pixels.Length; i++)
            pixels[i] = i % 4 == 3 ? byte.MaxValue : (byte)Grey;
        return MLImage.CreateFromPixels(Width, Height, format, pixels);
    }

    private static SKColor ColorAt(MLImage picture, int x, int y)
    {
        var pixel = picture.Pixels.Slice(4 * ((y * picture.Width) + x), 4);
        return picture.PixelFormat == MLPixelFormat.Bgra32
            ? new SKColor(pixel[2], pixel[1], pixel[0], pixel[3])
            : new SKColor(pixel[0], pixel[1], pixel[2], pixel[3]);
    }
}
