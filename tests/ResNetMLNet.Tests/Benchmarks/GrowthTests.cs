using System.Xml.Linq;
using ResNetMLNet.Benchmarks.Growth;

namespace ResNetMLNet.Tests.Benchmarks;

[TestClass]
public sealed class GrowthTests
{
    [TestMethod]
    public void The_Plot_Should_Have_A_Legend_Entry_For_Every_Line()
    {
        var text = string.Join('|', XDocument.Parse(GrowthPlot.Svg(Points())).Descendants().Select(element => element.Value));
        foreach (var line in Points().Select(point => point.Case.Line))
            Assert.Contains(line, text);
    }

    [TestMethod]
    public void The_Table_Should_Compare_With_The_First_Point_Of_A_Line()
    {
        var rows = GrowthTable.Of(Points()).Split('\n');
        Assert.AreEqual("| score by rows | 1,000 | 1,000 | 28 |  | 10 | 100 | 1.00 | 2 |", rows[2]);
        Assert.AreEqual("| score by rows | 10,000 | 10,000 | 28 |  | 10 | 200 | 2.00 | 2 |", rows[3]);
    }

    private static List<GrowthPoint> Points() =>
    [
        .. GrowthPlan.Cases(quick: true, (_, _) => "").Select(
            one => new GrowthPoint(one, Seconds: 1e-4 * (one.Value == 10_000 ? 2 : 1), PeakBytes: 2_000_000)),
    ];
}
