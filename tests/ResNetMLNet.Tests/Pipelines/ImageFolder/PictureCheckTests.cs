using ResNetMLNet.Pipelines.Common.Output;
using ResNetMLNet.Pipelines.ImageFolder.Data;
using ResNetMLNet.Tests.Utilities;
using ResNetMLNet.Transforms.Pictures;
using SkiaSharp;

namespace ResNetMLNet.Tests.Pipelines.ImageFolder;

[TestClass]
public sealed class PictureCheckTests : IDisposable
{
    private static readonly PictureRules _rules = new() { MaximumPixels = 50_000_000 };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    [DataRow(SKEncodedImageFormat.Png)]
    [DataRow(SKEncodedImageFormat.Jpeg)]
    [DataRow(SKEncodedImageFormat.Webp)]
    public void A_Sound_Picture_Should_Pass(SKEncodedImageFormat format) =>
        Assert.IsNull(FaultOf(Pictures.Noise(format)));

    [TestMethod]
    [DataRow(SKEncodedImageFormat.Png, 0.99)]
    [DataRow(SKEncodedImageFormat.Png, 0.5)]
    [DataRow(SKEncodedImageFormat.Jpeg, 0.97)]
    [DataRow(SKEncodedImageFormat.Jpeg, 0.5)]
    [DataRow(SKEncodedImageFormat.Webp, 0.9)]
    public void A_Picture_That_Is_Cut_Short_Should_Be_Found_Out(SKEncodedImageFormat format, double share)
    {
        var picture = Pictures.Noise(format, width: 200, height: 150);

        Assert.AreEqual("it is damaged or cut short", FaultOf(picture[..(int)(share * picture.Length)]));
    }

    [TestMethod]
    public void A_Text_That_Is_Called_A_Picture_Should_Be_Found_Out() =>
        Assert.AreEqual("it is in no format that is known; it has to be JPEG, PNG, WebP, GIF or BMP", FaultOf("no picture"u8.ToArray()));

    [TestMethod]
    public void An_Empty_File_Should_Be_Found_Out() => Assert.AreEqual("it is empty", FaultOf([]));

    [TestMethod]
    public void A_Picture_That_Claims_To_Be_Huge_Should_Be_Found_Out_Without_Memory_For_It()
    {
        var bomb = Pictures.Claiming(50_000, 50_000);
        var before = Environment.WorkingSet;

        Assert.AreEqual("its 50000 x 50000 pixels are more than the 50000000 that are allowed", FaultOf(bomb));

        Assert.IsLessThan(200_000_000, Environment.WorkingSet - before);
    }

    [TestMethod]
    public void The_Most_Pixels_Should_Be_The_Limit()
    {
        var file = _folder.Write("a.png", Pictures.Noise(SKEncodedImageFormat.Png, width: 10, height: 10));

        Assert.IsNull(new PictureCheck(_rules with { MaximumPixels = 100 }).FaultOf(file));
        Assert.AreEqual("its 10 x 10 pixels are more than the 99 that are allowed", new PictureCheck(_rules with { MaximumPixels = 99 }).FaultOf(file));
    }

    [TestMethod]
    public void What_Is_No_File_Should_Be_Found_Out()
    {
        var check = new PictureCheck(_rules);

        Assert.AreEqual("it does not exist", check.FaultOf(_folder.File("none.png")));
        Assert.AreEqual("it is a folder", check.FaultOf(_folder.Path));
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    [Timeout(20_000)]
    public void A_Link_To_Itself_And_An_Endless_File_Should_Be_Found_Out()
    {
        var check = new PictureCheck(_rules);
        var self = File.CreateSymbolicLink(_folder.File("self.png"), _folder.File("self.png")).FullName;
        var zeros = File.CreateSymbolicLink(_folder.File("zeros.png"), "/dev/zero").FullName;

        Assert.IsNotNull(check.FaultOf(self));
        Assert.IsNotNull(check.FaultOf(zeros));
    }

    [TestMethod]
    public void Faults_Should_Be_In_The_Order_Of_The_Files()
    {
        var good = _folder.Write("good.png", Pictures.Noise(SKEncodedImageFormat.Png));
        var bad = _folder.Write("bad.png", []);
        string[] files = [.. Enumerable.Range(0, 200).Select(i => i % 3 == 0 ? bad : good)];

        var faults = new PictureCheck(_rules).Check(files, NewConsole(), CancellationToken.None);

        for (var i = 0; i < files.Length; i++)
            Assert.AreEqual(i % 3 == 0 ? "it is empty" : null, faults[i]);
    }

    [TestMethod]
    public void A_Check_Should_End_When_It_Is_Cancelled() => Assert.ThrowsExactly<OperationCanceledException>(
        () => new PictureCheck(_rules).Check(["a.png"], NewConsole(), new CancellationToken(canceled: true)));

    private static ProgramConsole NewConsole() =>
        new(ProgramRun.NewConsole(), ProgramRun.NewConsole(), live: false);

    private string? FaultOf(byte[] content) => new PictureCheck(_rules).FaultOf(_folder.Write("picture.png", content));
}
