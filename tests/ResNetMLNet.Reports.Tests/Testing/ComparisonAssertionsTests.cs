using ResNetMLNet.Reports.Tests.Utilities;
using ResNetMLNet.Testing;
using ResNetMLNet.Tests.Utilities;

namespace ResNetMLNet.Reports.Tests.Testing;

[TestClass]
public sealed class ComparisonAssertionsTests
{
    private static readonly bool[] _allRight = [.. Enumerable.Repeat(true, 20)];

    [TestMethod]
    public void A_Model_That_Loses_Few_Rows_Should_Be_No_Worse()
    {
        bool[] fewWrong = [.. _allRight.Select((_, i) => i >= 4)];

        Assert.That.IsNoWorseThan(ScoredData.Report(fewWrong), ScoredData.Report(_allRight));
        Assert.That.IsNoWorseThan(ScoredData.Report(_allRight), ScoredData.Report(fewWrong));
    }

    [TestMethod]
    public void A_Model_That_Loses_Many_Rows_Should_Be_Told_To_Be_Worse_With_The_Rows()
    {
        bool[] manyWrong = [.. _allRight.Select((_, i) => i >= 7)];

        // One of 128 is the probability of seven losses and no win by luck.
        Expect.Error<AssertFailedException>(
            () => Assert.That.IsNoWorseThan(ScoredData.Report(manyWrong), ScoredData.Report(_allRight)),
            "accuracy 0.6500", "against 1.0000", "7 rows lost and 0 won", "0.0078", "row 0: 'a', taken for 'b'", "and 2 more");
    }

    [TestMethod]
    public void Scores_Should_Be_Compared_To_The_Bit_Or_As_Told()
    {
        var report = ScoredData.Report(["a", "b"], ("a", [0.75f, 0.25f]), ("b", [0.5f, 0.5f]));
        var other = ScoredData.Report(["a", "b"], ("a", [0.75f, 0.25f]), ("b", [0.5f, MathF.BitIncrement(0.5f)]));

        Assert.That.ScoresEqual(report, report);
        Assert.That.ScoresEqual(report, other, tolerance: 1e-6);
        Expect.Error<AssertFailedException>(() => Assert.That.ScoresEqual(report, other), "5.96E-08", "row 1", "2 rows");
        Expect.Error<AssertFailedException>(
            () => Assert.That.ScoresEqual(report, ScoredData.Report(["a", "b"], ("a", [0.75f, 0.25f]))), "row 1");
    }
}
