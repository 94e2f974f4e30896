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

    [TestMethod]
    public void A_Name_In_Another_Script_Should_Be_Drawn_By_A_Font_That_Has_It()
    {
        var name = NameForAnotherFont();

        Assert.AreNotSequenceEqual(Grid("\U000FFFFD").Pixels, Grid(name).Pixels, "a box for what no font has");
        Assert.AreSequenceEqual(["a", name, "b"], PictureFont.Runs($"a{name}b").Select(run => run.Text));
        Assert.AreNotEqual(PictureFont.Family, PictureFont.FamilyFor(name));
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("T-shirt/top")]
    [DataRow("e\u0301te\u0301")]
    [DataRow("\U000FFFFD\u200D")]
    public void Text_Should_Stay_In_One_Run_Where_No_Other_Font_Helps(string text) =>
        Assert.AreEqual(text, string.Join('|', PictureFont.Runs(text).Select(run => run.Text)));

    /// <summary>A name that only another font than the plain one has.</summary>
    private static string NameForAnotherFont()
    {
        if (!PictureFont.IsInstalled)
            Assert.Inconclusive("There is no font.");
        using var plain = SKTypeface.FromFamilyName(PictureFont.Family);
        var fonts = SKFontManager.Default.FontFamilies.Select(SKFontManager.Default.MatchFamily).ToList();
        var name = new[] { "\u670D", "\uD55C", "\u3042", "\u0645", "\u0939", "\u042F", "\U0001F45F", "\U0001D49C" }.FirstOrDefault(text =>
            !plain.ContainsGlyph(char.ConvertToUtf32(text, 0)) && fonts.Exists(font => font.ContainsGlyph(char.ConvertToUtf32(text, 0))));
        if (name is null)
            Assert.Inconclusive("The plain font has all that any font has.");
        return name!;
    }

    private static SKBitmap Grid(string name)
    {
        using var file = new MemoryStream();
        SampleGrid.Write(file, "title", [SampleOf(isRight: true) with { TrueClass = name }]);
        return SKBitmap.Decode(file.ToArray());
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
