using ResNetMLNet.History;
using ResNetMLNet.Pipelines.Common.Output;
using SkiaSharp;

namespace ResNetMLNet.Tests.Pipelines;

[TestClass]
public sealed class PlotTests
{
    private static readonly SKColor _train = new(0x1f, 0x77, 0xb4);
    private static readonly SKColor _validation = new(0x2e, 0x7d, 0x32);

    [TestMethod]
    [DataRow(1)]
    [DataRow(10)]
    public void Curves_Should_Have_Loss_Above_And_Accuracy_Below_In_A_Picture_Of_The_Promised_Size(int epochs)
    {
        using var picture = Curves([.. Enumerable.Range(1, epochs).Select(Epoch)]);

        Assert.AreEqual((CurvesPlot.Width, CurvesPlot.Height), (picture.Width, picture.Height));
        foreach (var color in new[] { _train, _validation })
        {
            Assert.Contains(true, RowsOf(picture, color).Select(row => row < CurvesPlot.Height / 2));
            Assert.Contains(true, RowsOf(picture, color).Select(row => row > CurvesPlot.Height / 2));
        }
    }

    [TestMethod]
    public void A_High_Loss_Should_Not_Flatten_The_Accuracy()
    {
        using var picture = Curves([Epoch(1) with { TrainLoss = 8, ValidationAccuracy = 0.1 }, Epoch(2) with { ValidationAccuracy = 0.9 }]);

        // From end to end a quarter of the height at least, without the legend.
        var rows = RowsOf(picture, _validation).Where(row => row is > CurvesPlot.Height / 2 and < CurvesPlot.Height * 9 / 10).ToList();
        Assert.IsGreaterThan(CurvesPlot.Height / 4, rows.Max() - rows.Min());
    }

    [TestMethod]
    [DataRow(double.PositiveInfinity)]
    [DataRow(double.NaN)]
    public void A_Loss_That_Is_No_Finite_Number_Should_Leave_The_Others_To_Be_Seen(double loss)
    {
        using var picture = Curves([Epoch(1), Epoch(2), Epoch(3) with { TrainLoss = loss, ValidationLoss = loss }]);

        Assert.Contains(true, RowsOf(picture, _train).Select(row => row < CurvesPlot.Height / 2));
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
        new(number, 1.2 / number, 1 - (0.5 / number), 1.4 / number, 1 - (0.55 / number), 0.05, 30, 2000);

    private static SKBitmap Curves(IReadOnlyList<EpochMetrics> epochs)
    {
        using var file = new MemoryStream();
        CurvesPlot.Write(file, "ResNet-18 on fashion-mnist", epochs, "test");
        return SKBitmap.Decode(file.ToArray());
    }

    private static IEnumerable<int> RowsOf(SKBitmap picture, SKColor color) =>
        picture.Pixels.Index().Where(pixel => pixel.Item == color).Select(pixel => pixel.Index / picture.Width);

    private static Sample SampleOf(bool isRight) => new(
        [.. Enumerable.Range(0, 28 * 28).Select(i => (byte)(i / 4))],
        28,
        28,
        "T-shirt/top",
        isRight ? "T-shirt/top" : "Ankle boot");
}
