using ResNetMLNet.Reports.Tests.Utilities;

namespace ResNetMLNet.Reports.Tests.Html;

[TestClass]
public sealed class PageTests
{
    [TestMethod]
    public void X()
    {
        ScoredData.Report(["a<b>", "b", "c", "d"], ("a<b>", [0.7f, 0.1f, 0.1f, 0.1f]), ("b", [0.7f, 0.1f, 0.1f, 0.1f])).SaveAsHtml("/tmp/x.html", new() { Curves = [new("Loss", "train", [2, 1, 0.5]), new("Loss", "validation", [2.1, 1.3, null])], Facts = [new("a", "b")] });
    }
}
