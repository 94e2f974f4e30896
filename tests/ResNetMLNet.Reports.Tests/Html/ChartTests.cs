using System.Globalization;
using ResNetMLNet.Reports.Html;

namespace ResNetMLNet.Reports.Tests.Html;

[TestClass]
public sealed class ChartTests
{
    [TestMethod]
    [DataRow("de-DE")]
    [DataRow("ar-SA")]
    public void A_Plot_Should_Be_The_Same_In_Every_Country(string culture)
    {
        var expected = Draw();
        CultureInfo.CurrentCulture = new CultureInfo(culture);

        Assert.AreEqual(expected, Draw());
    }

    private static PageChart Draw() => Chart.Lines("Loss", "epoch", "loss", [new("train", [(1, 0.75), (2, -0.25)])]);
}
