using Microsoft.ML;
using ResNetMLNet.Reports.Data;
using ResNetMLNet.Tests.Utilities;
using ResNetMLNet.Transforms;
using SkiaSharp;

namespace ResNetMLNet.Reports.Tests.Data;

/// <summary>Every kind of finding, in folders that have it.</summary>
[TestClass]
public sealed class DataReportTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly MLContext _ml = new(seed: 1);

    public DataReportTests()
    {
        for (var i = 0; i < 3; i++)
        {
            Write($"train/ant/{i}.png", DrawnPicture.Of(i));
            Write($"train/bee/{i}.png", DrawnPicture.Of(10 + i));
        }
    }

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public void Sound_Pictures_Should_Have_No_Findings()
    {
        var report = Report();

        Assert.IsEmpty(report.Findings);
        Assert.IsNull(report.DoubtfulLabels);
        Assert.AreEqual(6, report.Counts[DataPart.Training]);
        Assert.HasCount(1, report.Counts);
    }

    [TestMethod]
    public void Unreadable_Pictures_Should_Be_Found_With_What_The_Folder_Leaves_Out()
    {
        var cut = Write("train/ant/cut.png", DrawnPicture.Of(20)[..900]);
        var empty = Write("train/bee/empty.png", []);
        var text = Write("train/bee/text.png", "no picture"u8.ToArray());
        var loose = Write("train/loose.png", DrawnPicture.Of(21));

        var findings = Report().Findings;

        Assert.AreSequenceEqual(
            [
                (DataFindingKind.Unreadable, empty, "it is empty"),
                (DataFindingKind.Unreadable, cut, "it is damaged or cut short"),
                (DataFindingKind.LeftOut, text, "it is in no format that is known; it has to be JPEG, PNG, WebP, GIF or BMP"),
                (DataFindingKind.LeftOut, loose, "it lies beside the folders of the classes"),
            ],
            findings.Select(finding => (finding.Kind, finding.Pictures.Single().Path, finding.Text)));
        Assert.AreSequenceEqual([true, true, false, false], findings.Select(finding => finding.IsSerious));
        Assert.AreEqual((3, "ant"), (findings[1].Pictures[0].Row, findings[1].Pictures[0].Label));
        Assert.IsNull(findings[0].Pictures[0].Row);
    }

    [TestMethod]
    public void Copies_Should_Be_Duplicates_In_A_Class_And_Serious_In_Two()
    {
        Write("train/ant/copy.png", DrawnPicture.Of(1));
        Write("train/bee/other.png", DrawnPicture.Of(2));

        var findings = Report().Findings;

        Assert.AreSequenceEqual([DataFindingKind.InTwoClasses, DataFindingKind.Duplicate], findings.Select(finding => finding.Kind));
        Assert.AreSequenceEqual(["2.png", "other.png"], Names(findings[0]));
        Assert.AreEqual("the same file in the classes 'ant' and 'bee'", findings[0].Text);
        Assert.AreSequenceEqual(["1.png", "copy.png"], Names(findings[1]));
        Assert.AreEqual("the same file twice", findings[1].Text);
        Assert.IsTrue(findings[0].IsSerious);
        Assert.IsFalse(findings[1].IsSerious);
    }

    [TestMethod]
    public void The_Same_Pixels_In_Another_Format_Should_Be_A_Duplicate()
    {
        Write("train/ant/lossless.webp", DrawnPicture.Of(1, format: SKEncodedImageFormat.Webp, quality: 100));
        Write("train/ant/photo.jpg", DrawnPicture.Of(30, format: SKEncodedImageFormat.Jpeg));
        Write("train/ant/comment.jpg", WithComment(DrawnPicture.Of(30, format: SKEncodedImageFormat.Jpeg)));

        var findings = Report().Findings;

        Assert.AreSequenceEqual([DataFindingKind.Duplicate, DataFindingKind.Duplicate], findings.Select(finding => finding.Kind));
        Assert.IsTrue(findings.All(finding => finding.Text == "the same pixels in another file twice"));
        Assert.AreSequenceEqual(["1.png", "lossless.webp", "comment.jpg", "photo.jpg"], findings.SelectMany(Names));
    }

    [TestMethod]
    public void A_Smaller_Copy_Should_Be_A_Near_Duplicate()
    {
        Write("train/ant/small.jpg", DrawnPicture.Of(1, width: 80, height: 60, SKEncodedImageFormat.Jpeg, quality: 50));

        var finding = Report().Findings.Single();

        Assert.AreEqual((DataFindingKind.NearDuplicate, "nearly the same picture twice"), (finding.Kind, finding.Text));
        Assert.AreSequenceEqual(["1.png", "small.jpg"], Names(finding));
    }

    [TestMethod]
    public void Pictures_In_Two_Parts_Should_Be_Found()
    {
        Write("test/ant/same.png", DrawnPicture.Of(0));
        Write("test/bee/near.png", DrawnPicture.Of(10, width: 80, height: 60));
        Write("validation/ant/a.png", DrawnPicture.Of(0));
        Write("validation/bee/b.png", DrawnPicture.Of(50));

        var report = Report(validation: "validation", test: "test");

        Assert.AreSequenceEqual(
            ["the same file in training, validation and test", "nearly the same picture in training and test"],
            report.Findings.Select(finding => finding.Text));
        Assert.IsTrue(report.Findings.All(finding => finding is { Kind: DataFindingKind.InTwoParts, IsSerious: true }));
        Assert.AreEqual("keep it out of training and validation", report.Findings[0].Suggestion);
        Assert.AreSequenceEqual(
            [DataPart.Training, DataPart.Validation, DataPart.Test], report.Findings[0].Pictures.Select(picture => picture.Part));
        Assert.AreSequenceEqual([6, 2, 2], report.Counts.OrderBy(count => count.Key).Select(count => count.Value));
    }

    [TestMethod]
    public void Blank_Pictures_Should_Be_Found_And_Not_Be_Taken_For_Each_Other()
    {
        Write("train/ant/white.png", DrawnPicture.Plain(SKColors.White));
        Write("train/bee/grey.png", DrawnPicture.Plain(SKColors.Gray));

        var findings = Report().Findings;

        Assert.AreSequenceEqual([DataFindingKind.Blank, DataFindingKind.Blank], findings.Select(finding => finding.Kind));
        Assert.AreEqual("it is blank: its grey has a standard deviation of 0.0 of 255", findings[0].Text);
    }

    [TestMethod]
    public void A_Picture_That_Is_Much_Smaller_Than_The_Others_Should_Be_Tiny()
    {
        Write("train/ant/tiny.png", DrawnPicture.Of(40, width: 100, height: 20));

        var finding = Report().Findings.Single();

        Assert.AreEqual((DataFindingKind.Tiny, "it has 100 x 20 pixels, the others have many more"), (finding.Kind, finding.Text));
        Assert.IsEmpty(Report(new DataReport.Options { MinimumSide = 20 }).Findings);
    }

    [TestMethod]
    public void Pictures_That_Are_All_Small_Should_Not_Be_Tiny()
    {
        foreach (var file in Directory.GetFiles(_folder.Path, "*.png", SearchOption.AllDirectories))
            File.WriteAllBytes(file, DrawnPicture.Of(file.Sum(character => character), width: 28, height: 28));

        Assert.IsFalse(Report().Findings.Any(finding => finding.Kind == DataFindingKind.Tiny));
    }

    [TestMethod]
    public void Classes_With_Too_Few_Pictures_Should_Be_Found()
    {
        Write("train/wasp/1.png", DrawnPicture.Of(60));
        for (var i = 3; i < 11; i++)
            Write($"train/ant/{i}.png", DrawnPicture.Of(60 + i));

        var findings = Report().Findings;

        Assert.AreSequenceEqual([DataFindingKind.OnePicture, DataFindingKind.Imbalance], findings.Select(finding => finding.Kind));
        Assert.AreEqual("the class 'wasp' has one picture", findings[0].Text);
        Assert.AreEqual("the class 'ant' has 11 pictures, 'wasp' has 1", findings[1].Text);
        Assert.HasCount(1, Report(new DataReport.Options { MaximumImbalance = 11 }).Findings);
    }

    private static byte[] WithComment(byte[] jpeg) => [.. jpeg[..2], 0xFF, 0xFE, 0, 4, (byte)'h', (byte)'i', .. jpeg[2..]];

    private static IEnumerable<string> Names(DataFinding finding) => finding.Pictures.Select(picture => Path.GetFileName(picture.Path!));

    private DataReport Report(DataReport.Options? options = null, string? validation = null, string? test = null)
    {
        var training = _ml.Data.LoadPictureFolder(_folder.File("train"));
        return DataReport.OfFolders(_ml, training, Load(validation), Load(test), options);

        Transforms.Data.PictureFolder? Load(string? name) =>
            name is null ? null : _ml.Data.LoadPictureFolder(_folder.File(name), training.ClassNames);
    }

    private string Write(string name, byte[] content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder.File(name))!);
        return _folder.Write(name, content);
    }
}
