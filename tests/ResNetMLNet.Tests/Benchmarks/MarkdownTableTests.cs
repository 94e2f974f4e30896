using ResNetMLNet.Benchmarks.Reporting;

namespace ResNetMLNet.Tests.Benchmarks;

[TestClass]
public sealed class MarkdownTableTests
{
    [TestMethod]
    public void A_Table_Should_Have_Headings_A_Rule_And_Rows_With_Bars_Escaped() => Assert.AreEqual(
        "| a | b |\n| --- | ---: |\n| x\\|y | 2 |\n", MarkdownTable.Of(["a", "b"], [["x|y", "2"]]));

    [TestMethod]
    public void A_Row_With_A_Cell_Too_Few_Should_Be_Refused() =>
        Assert.ThrowsExactly<ArgumentException>(() => MarkdownTable.Of(["a", "b"], [["1"]]));
}
