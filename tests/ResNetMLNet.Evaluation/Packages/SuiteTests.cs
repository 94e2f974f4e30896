using Microsoft.ML;
using ResNetMLNet.Transforms;
using SkiaSharp;

namespace ResNetMLNet.Evaluation.Packages;

/// <summary>The README's suite in a folder of its own, with nothing but the packages, on a model of ML.NET's own trainer.</summary>
[TestClass]
[TestCategory(TestCategories.Long)]
public sealed class SuiteTests
{
    private static readonly MLContext _ml = new(seed: 1);
    private static PackageFeed _feed = null!;
    private static PackagedSuite _suite = null!;

    private static string Pictures => Path.Combine(_feed.Folder, "pictures");

    [ClassInitialize]
    public static void PassOnAGoodModel(TestContext context)
    {
        _feed = new PackageFeed();
        Draw("ants", new SKColor(90, 40, 30));
        Draw("bees", new SKColor(200, 170, 40));
        Save("good", row => row.Label);
        _suite = new PackagedSuite(_feed);
        _suite.Give(Model("good"), Model("good"), Pictures);
        _suite.Rewrite();
        Assert.Contains("failed: 0", _suite.Pass());
    }

    [ClassCleanup]
    public static void Delete() => _feed?.Dispose();

    [TestMethod]
    public void A_Model_Of_Shuffled_Labels_Should_Fail_With_Its_Figures()
    {
        var random = new Random(2);
        Save("shuffled", _ => random.Next(2) == 0 ? "ants" : "bees");
        _suite.Give(Model("shuffled"), Model("good"), Pictures);

        var said = _suite.Fail();

        Assert.MatchesRegex(@"Accuracy is 0\.\d+ \[0\.\d+, 0\.\d+\] on 80 rows, and has to be at least 0\.9000", said);
        Assert.Contains("The model is worse than the other", said);
        Assert.Contains("The worst classes:", said);
    }

    [TestMethod]
    public void A_Model_That_Swaps_Two_Classes_Should_Fail_With_The_Rows_That_Changed()
    {
        Save("swapped", row => row.Label == "ants" ? "bees" : "ants");
        _suite.Give(Model("swapped"), Model("good"), Pictures);

        var said = _suite.Fail();

        Assert.Contains("'ants': recall 0.0000", said);
        Assert.Contains("ants/0.png: 'ants', taken for 'bees'", said);
        Assert.Contains("80 rows lost and 0 won", said);
    }

    [TestMethod]
    public void A_Model_That_Got_Slower_Should_Fail_With_Its_Cost_Only()
    {
        Save("slower", row => row.Label, size: 512);
        _suite.Give(Model("slower"), Model("good"), Pictures);

        var said = _suite.Fail();

        Assert.MatchesRegex(@"one by one: \d+\.\d+ times the time", said);
        Assert.Contains("failed: 1", said);
    }

    private static string Model(string name) => Path.Combine(_feed.Folder, name + ".zip");

    /// <summary>Trains a model on the pictures, with labels that may be wrong.</summary>
    private static void Save(string name, Func<Row, string> label, int size = 8)
    {
        var files = Directory.EnumerateFiles(Pictures, "*.png", SearchOption.AllDirectories).Order(StringComparer.Ordinal);
        var rows = files.Select(file => new Row { ImagePath = file, Label = Path.GetFileName(Path.GetDirectoryName(file))! }).ToList();
        var data = _ml.Data.LoadFromEnumerable(rows.Select(row => new Row { ImagePath = row.ImagePath, Label = label(row) }).ToList());
        var classes = _ml.Data.LoadFromEnumerable(new[] { "ants", "bees" }.Select(className => new ClassRow { Name = className }));
        var labeled = _ml.Transforms.Conversion.MapValueToKey("Label", keyData: classes).Fit(data).Transform(data);
        var model = _ml.Transforms.LoadPictures("Picture", "ImagePath")
            .Append(_ml.Transforms.ImagesToFeatures("Features", "Picture", size, size))
            .Append(_ml.MulticlassClassification.Trainers.LbfgsMaximumEntropy())
            .Append(_ml.Transforms.Conversion.MapKeyToValue("PredictedLabel"))
            .Fit(labeled);
        _ml.Model.Save(model, labeled.Schema, Model(name));
    }

    private static void Draw(string className, SKColor color)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Pictures, className)).FullName;
        var random = new Random(1);
        for (var number = 0; number < 40; number++)
        {
            using var bitmap = new SKBitmap(24, 24);
            bitmap.Erase(color);
            bitmap.SetPixel(random.Next(24), random.Next(24), SKColors.White);
            using var data = bitmap.Encode(SKEncodedImageFormat.Png, quality: 100);
            File.WriteAllBytes(Path.Combine(folder, $"{number}.png"), data.ToArray());
        }
    }

    private sealed class Row
    {
        public string ImagePath { get; set; } = "";

        public string Label { get; set; } = "";
    }

    private sealed class ClassRow
    {
        public string Name { get; set; } = "";
    }
}
