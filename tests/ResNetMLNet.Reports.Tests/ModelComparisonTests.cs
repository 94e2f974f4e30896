using ResNetMLNet.Reports.Tests.Utilities;
using ResNetMLNet.Tests.Utilities;

namespace ResNetMLNet.Reports.Tests;

[TestClass]
public sealed class ModelComparisonTests
{
    [TestMethod]
    public void The_Rows_That_Changed_Should_Be_Told_With_What_Was_Won_And_Lost()
    {
        var comparison = ScoredData.Report(true, true, false, false).CompareTo(ScoredData.Report(true, false, true, false));

        Assert.AreSequenceEqual(
            [new ChangedRow(1, "a", "a", "b"), new ChangedRow(2, "a", "b", "a")], comparison.Changed);
        Assert.AreEqual((1, 1), (comparison.Won, comparison.Lost));
        Assert.AreEqual(1, comparison.DifferenceProbability);
    }

    [TestMethod]
    public void Models_Of_Other_Classes_Or_Rows_Should_Not_Be_Compared()
    {
        var report = ScoredData.Report(true, false);

        Expect.Error<ArgumentException>(() => report.CompareTo(ScoredData.Report(["a", "c"], ("a", [1, 0]), ("a", [1, 0]))), "other classes", "'c'");
        Expect.Error<ArgumentException>(() => report.CompareTo(ScoredData.Report(true)), "other rows", "2 and 1");
        Expect.Error<ArgumentException>(() => report.CompareTo(ScoredData.Report(["a", "b"], ("a", [1, 0]), ("b", [1, 0]))), "other rows");
    }

    [TestMethod]
    public void Many_Classes_Should_Be_Cut_Short()
    {
        string[] names = [.. Enumerable.Range(0, 1_000).Select(i => $"class {i}")];

        var error = Assert.ThrowsExactly<ArgumentException>(() => ScoredData.Report(true).CompareTo(ScoredData.Report(names, ("class 7", new float[1_000]))));

        Assert.Contains("'class 19' and 980 more", error.Message);
        Assert.IsLessThan(600, error.Message.Length);
    }

    [TestMethod]
    public void Classes_May_Stand_In_Another_Order()
    {
        var comparison = ScoredData.Report(true).CompareTo(ScoredData.Report(["b", "a"], ("a", [0.1f, 0.9f])));

        Assert.IsEmpty(comparison.Changed);
    }
}
