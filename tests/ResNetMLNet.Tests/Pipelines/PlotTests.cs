using ResNetMLNet.History;
using ResNetMLNet.Pipelines.Common.Output;
using SkiaSharp;

namespace ResNetMLNet.Tests.Pipelines;

[TestClass]
public sealed class PlotTests
{
    [TestMethod]
    [DataRow(1)]
    [DataRow(10)]
    public void Curves_Should_Be_A_Picture_Of_The_Promised_Size(int epochs)
    {
        using var file = new MemoryStream();

        CurvesPlot.Write(file, "ResNet-18 on fashion-mnist", [.. Enumerable.Range(1, epochs).Select(Epoch)], "test");

        using var picture = SKBitmap.Decode(file.ToArray());
        Assert.AreEqual((CurvesPlot.Width, CurvesPlot.Height), (picture.Width, picture.Height));
        Assert.Contains(new SKColor(0x1f, 0x77, 0xb4), picture.Pixels);
        Assert.Contains(new SKColor(0xc2, 0x18, 0x5b), picture.Pixels);
        Assert.Contains(new SKColor(0x2e, 0x7d, 0x32), picture.Pixels);
    }

    [TestMethod]
    public void Curves_Without_Test_Accuracy_Should_Still_Be_Drawn()
    {
        using var file = new MemoryStream();

        CurvesPlot.Write(file, "title", [Epoch(1) with { ValidationAccuracy = null }], "test");

        Assert.IsGreaterThan(1000, file.Length);
    }

    [TestMethod]
    public void Curves_Without_An_Epoch_Should_Be_Axes_Without_Points()
    {
        using var file = new MemoryStream();

        CurvesPlot.Write(file, "title", [], "validation");

        using var picture = SKBitmap.Decode(file.ToArray());
        Assert.AreEqual((CurvesPlot.Width, CurvesPlot.Height), (picture.Width, picture.Height));
    }

    [TestMethod]
    [DataRow(32)]
    [DataRow(3)]
    public void Samples_Should_Be_A_Picture_Of_The_Promised_Size(int count)
    {
        using var file = new MemoryStream();

        SampleGrid.Write(file, "title", [.. Enumerable.Range(0, count).Select(i => SampleOf(isRight: i % 5 > 0))]);

        using var picture = SKBitmap.Decode(file.ToArray());
        Assert.AreEqual(SampleGrid.SizeOf(count), (picture.Width, picture.Height));
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public void Wrong_Samples_Should_Have_A_Red_Frame_And_Right_Ones_None(bool isRight)
    {
        using var file = new MemoryStream();

        SampleGrid.Write(file, "title", [SampleOf(isRight)]);

        using var picture = SKBitmap.Decode(file.ToArray());
        Assert.AreEqual(!isRight, picture.Pixels.Contains(new SKColor(0xC6, 0x28, 0x28)));
    }

    private static EpochMetrics Epoch(int number) =>
        new(number, 1.2 / number, 1 - (0.5 / number), null, 1 - (0.55 / number), 0.05, 30, 2000);

    private static Sample SampleOf(bool isRight) => new(
        [.. Enumerable.Range(0, 28 * 28).Select(i => (byte)(i / 4))],
        28,
        28,
        "T-shirt/top",
        isRight ? "T-shirt/top" : "Ankle boot");
}
