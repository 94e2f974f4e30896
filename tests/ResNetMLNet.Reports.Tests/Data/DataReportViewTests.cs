using Microsoft.ML;
using Microsoft.ML.Trainers;
using ResNetMLNet.Reports.Data;
using ResNetMLNet.Reports.Tests.Utilities;
using ResNetMLNet.Tests.Utilities;
using ResNetMLNet.Transforms;

namespace ResNetMLNet.Reports.Tests.Data;

/// <summary>Data of any columns, with labels that are keys or texts, and what finds doubtful ones.</summary>
[TestClass]
public sealed class DataReportViewTests
{
    private const int Count = 24;

    private readonly MLContext _ml = new(seed: 1);

    [TestMethod]
    public void Bytes_And_Texts_Should_Be_Taken_And_Rows_Be_Named()
    {
        Shot[] shots = [new("ant", DrawnPicture.Of(1)), new("bee", DrawnPicture.Of(2)), new("bee", DrawnPicture.Of(1)), new("", [1, 2, 3])];

        var report = DataReport.Of(_ml, _ml.Data.LoadFromEnumerable(shots), options: Columns());

        var both = report.Findings.Single(finding => finding.Kind == DataFindingKind.InTwoClasses);
        Assert.AreSequenceEqual([0, 2], both.Pictures.Select(picture => picture.Row!.Value));
        Assert.AreEqual("row 2 of training", both.Pictures[1].Name);
        Assert.IsNull(report.Findings.Single(finding => finding.Kind == DataFindingKind.Unreadable).Pictures[0].Label);
        Assert.AreEqual("the class 'ant' has one picture", report.Findings.Single(finding => finding.Kind == DataFindingKind.OnePicture).Text);
    }

    [TestMethod]
    public void Doubtful_Labels_Should_Be_Found_Among_Rows_That_Can_Be_Read()
    {
        // An unreadable picture in front moves all rows by one.
        Shot[] shots = [new("dark", [0]), .. Enumerable.Range(0, Count).Select(Lit)];
        shots[7] = shots[7] with { Class = "bright" };
        List<string> told = [];

        var report = DataReport.Of(_ml, _ml.Data.LoadFromEnumerable(shots), options: Columns(new Told(told)));

        Assert.AreEqual((7, "bright", "dark"), report.DoubtfulLabels!.Select(doubtful => (doubtful.Row, doubtful.Label, doubtful.SuggestedLabel)).Single());
        var finding = report.Findings.Single(finding => finding.Kind == DataFindingKind.Mislabeled);
        Assert.AreEqual(7, finding.Pictures.Single().Row);
        Assert.StartsWith("it is labelled 'bright' and looks like 'dark', by a margin of 0.", finding.Text);
        Assert.AreEqual("look at it, and move it to 'dark' if that is right", finding.Suggestion);
        Assert.Contains($"Computing what a network sees in the training pictures: {Count} of {Count}", told);
        Assert.Contains("Looking for doubtful labels: model 5 of 5", told);
    }

    [TestMethod]
    public void Labels_Should_Not_Be_Doubted_Where_There_Is_One_Class()
    {
        var data = _ml.Data.LoadFromEnumerable(Enumerable.Range(0, 4).Select(row => Lit(2 * row)));

        Assert.IsNull(DataReport.Of(_ml, data, options: Columns()).DoubtfulLabels);
    }

    [TestMethod]
    public void What_Does_Not_Go_Should_Be_Named()
    {
        var data = _ml.Data.LoadFromEnumerable([Lit(0), Lit(1)]);

        Expect.Error<ArgumentException>(() => DataReport.Of(_ml, data), "'Label' of keys or texts");
        Expect.Error<ArgumentException>(
            () => DataReport.Of(_ml, data, options: new() { LabelColumnName = nameof(Shot.Class) }), "'ImagePath' of texts or of vectors of Byte");
        Expect.Error<ArgumentOutOfRangeException>(() => DataReport.Of(_ml, data, options: new() { MaximumPixels = 0 }), "maximumPixels is 0");
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => DataReport.Of(_ml, data, options: new() { NumberOfFolds = 1 }));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => DataReport.Of(_ml, data, options: new() { MaximumImbalance = 0.5 }));
        Assert.ThrowsExactly<OperationCanceledException>(
            () => DataReport.Of(_ml, data, options: Columns(), cancellationToken: new CancellationToken(canceled: true)));
    }

    /// <summary>Bright pictures and dark ones, each with other blots.</summary>
    private static Shot Lit(int row)
    {
        var isBright = row % 2 == 1;
        using var picture = SkiaSharp.SKBitmap.Decode(DrawnPicture.Of(100 + row));
        picture.Pixels = [.. picture.Pixels.Select(color => new SkiaSharp.SKColor(
            Lit(color.Red, isBright), Lit(color.Green, isBright), Lit(color.Blue, isBright)))];
        return new(isBright ? "bright" : "dark", DrawnPicture.Encode(picture, SkiaSharp.SKEncodedImageFormat.Png, quality: 100));
    }

    private static byte Lit(byte value, bool isBright) => (byte)((value / 2) + (isBright ? 127 : 0));

    private DataReport.Options Columns(IProgress<string>? progress = null) => new()
    {
        PictureColumnName = nameof(Shot.Content),
        LabelColumnName = nameof(Shot.Class),
        Featurizer = _ml.Transforms.LoadPictures("Picture", nameof(Shot.Content))
            .Append(_ml.Transforms.ImagesToFeatures("Features", "Picture", 8, 8))
            .Append(_ml.Transforms.SelectColumns(nameof(Shot.Class), "Features")),
        Trainer = _ml.MulticlassClassification.Trainers.LbfgsMaximumEntropy(
            new LbfgsMaximumEntropyMulticlassTrainer.Options { LabelColumnName = nameof(Shot.Class), L1Regularization = 0, NumberOfThreads = 1 }),
        Progress = progress,
    };

    private sealed record Shot(string Class, byte[] Content);
}
