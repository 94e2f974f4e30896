using ResNetMLNet.Reports.Tests.Utilities;
using ResNetMLNet.Tests.Utilities;

namespace ResNetMLNet.Reports.Tests;

[TestClass]
public sealed class PageFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public void A_Page_Should_Replace_No_File_But_An_Earlier_Page()
    {
        var report = ScoredData.Report(true);
        var (page, model) = (_folder.Write("page.html", []), _folder.Write("model.zip", [.. "PK"u8]));
        report.SaveAsHtml(page);
        report.SaveAsHtml(page);

        Expect.Error<IOException>(() => report.SaveAsHtml(model), $"'{model}' is there already and is no HTML page");
        Expect.Error<IOException>(() => report.SaveAsHtml(_folder.Path), $"'{_folder.Path}' is a folder");

        Assert.AreEqual("PK", File.ReadAllText(model));
    }

    [TestMethod]
    public void A_Page_That_Is_Cancelled_Should_Not_Be_Written()
    {
        var path = _folder.File("page.html");

        Assert.ThrowsExactly<OperationCanceledException>(() => ScoredData.Report(true).SaveAsHtml(path, new() { CancellationToken = new(canceled: true) }));

        Assert.IsFalse(File.Exists(path));
    }
}
