using ResNetMLNet.Reports.Tests.Utilities;
using ResNetMLNet.Testing;
using ResNetMLNet.Tests.Utilities;

namespace ResNetMLNet.Reports.Tests.Testing;

[TestClass]
public sealed class FigureAssertionsTests
{
    /// <summary>Three of four right: one cat is taken for a dog, with a probability of 0.8.</summary>
    private static readonly ModelReport _report = ScoredData.Report(
        ["cat", "dog", "owl"],
        ("cat", [0.8f, 0.1f, 0.1f]),
        ("cat", [0.1f, 0.8f, 0.1f]),
        ("dog", [0.1f, 0.8f, 0.1f]),
        ("dog", [0.1f, 0.8f, 0.1f]));

    [TestMethod]
    public void What_Holds_Should_Pass()
    {
        Assert.That.AccuracyIsAtLeast(_report, 0.75);
        Assert.That.MacroAccuracyIsAtLeast(_report, 0.75);
        Assert.That.TopKAccuracyIsAtLeast(_report, 2, 1);
        Assert.That.LogLossIsAtMost(_report, 0.75);
        Assert.That.EveryRecallIsAtLeast(_report, 0.5);
        Assert.That.EveryPrecisionIsAtLeast(_report, 0.6);
        Assert.That.RecallIsAtLeast(_report, "dog", 1);
        Assert.That.PrecisionIsAtLeast(_report, "cat", 1);
        Assert.That.CalibrationErrorIsAtMost(_report, 0.06);
        Assert.That.SureAnswersAreWrongInAtMost(_report, 0.8, 0.25);
        Assert.That.SureAnswersAreWrongInAtMost(_report, 0.9, 0);
        Assert.That.SlicesAreNoWorseThanTheWhole(_report, "Label", margin: 0.3, minimumRows: 2);
    }

    [TestMethod]
    public void A_Figure_Over_Its_Limit_Should_Be_Told_With_Interval_Limit_And_Worst_Classes()
    {
        Expect.Error<AssertFailedException>(
            () => Assert.That.AccuracyIsAtLeast(_report, 0.8),
            "Accuracy is 0.7500 [0.3006, 0.9544] on 4 rows, and has to be at least 0.8000", "can be luck", "'cat': recall 0.5000");
        Expect.Error<AssertFailedException>(() => Assert.That.MacroAccuracyIsAtLeast(_report, 0.8), "Macro accuracy is 0.7500");
        Expect.Error<AssertFailedException>(() => Assert.That.TopKAccuracyIsAtLeast(_report, 1, 0.8), "Top-1 accuracy is 0.7500");
        Expect.Error<AssertFailedException>(() => Assert.That.LogLossIsAtMost(_report, 0.1), "Log loss is 0.7430", "at most 0.1000");
        Expect.Error<AssertFailedException>(() => Assert.That.RecallIsAtLeast(_report, "cat", 0.6), "Recall of 'cat' is 0.5000");
        Expect.Error<AssertFailedException>(
            () => Assert.That.SureAnswersAreWrongInAtMost(_report, 0.8, 0.2), "wrong answers with a confidence of 0.8 or more is 0.2500", "at most 0.2000");
    }

    [TestMethod]
    public void All_Classes_And_Slices_Over_Their_Limit_Should_Be_Listed()
    {
        Expect.Error<AssertFailedException>(() => Assert.That.EveryRecallIsAtLeast(_report, 0.9), "Recall has to be at least 0.9000", "'cat': 0.5000");
        Expect.Error<AssertFailedException>(() => Assert.That.EveryPrecisionIsAtLeast(_report, 0.9), "Precision", "'dog': 0.6667", "of 3 rows");
        Expect.Error<AssertFailedException>(
            () => Assert.That.SlicesAreNoWorseThanTheWhole(_report, "Label", margin: 0.1, minimumRows: 2), "Accuracy is 0.7500", "2 slices by 'Label'", "'cat': 0.5000");
        Expect.Error<AssertFailedException>(() => Assert.That.CalibrationErrorIsAtMost(_report, 0.01), "calibration error is 0.0500", "0.80: right in 0.7500");
    }

    [TestMethod]
    [DataRow(95)]
    [DataRow(-0.1)]
    [DataRow(double.NaN)]
    public void Demands_That_Are_No_Shares_Should_Be_Refused(double share)
    {
        Action<double>[] demands =
        [
            limit => Assert.That.AccuracyIsAtLeast(_report, limit),
            limit => Assert.That.MacroAccuracyIsAtLeast(_report, limit),
            limit => Assert.That.TopKAccuracyIsAtLeast(_report, 1, limit),
            limit => Assert.That.EveryRecallIsAtLeast(_report, limit),
            limit => Assert.That.EveryPrecisionIsAtLeast(_report, limit),
            limit => Assert.That.RecallIsAtLeast(_report, "cat", limit),
            limit => Assert.That.PrecisionIsAtLeast(_report, "cat", limit),
            margin => Assert.That.SlicesAreNoWorseThanTheWhole(_report, "Label", margin, minimumRows: 1),
            limit => Assert.That.CalibrationErrorIsAtMost(_report, limit),
            confidence => Assert.That.SureAnswersAreWrongInAtMost(_report, confidence, 0.1),
            limit => Assert.That.SureAnswersAreWrongInAtMost(_report, 0.9, limit),
            significance => Assert.That.IsNoWorseThan(_report, _report, significance),
            limit => Assert.That.AnswersStay(_report, PictureChange.Blur(1), limit),
        ];

        foreach (var demand in demands)
            Expect.Error<ArgumentOutOfRangeException>(() => demand(share), FormattableString.Invariant($" is {share}, it has to be a share, from 0 to 1."));
        Expect.Error<ArgumentOutOfRangeException>(() => Assert.That.LogLossIsAtMost(_report, double.NaN), "limit is NaN, it has to be 0 or more.");
    }

    [TestMethod]
    public void What_Cannot_Be_Judged_Should_Be_Told()
    {
        Expect.Error<AssertFailedException>(
            () => Assert.That.SlicesAreNoWorseThanTheWhole(_report, "Label", margin: 0.1), "too few rows to be judged, which takes 10", "'cat': 2", "minimumRows");
        Expect.Error<AssertFailedException>(() => Assert.That.RecallIsAtLeast(_report, "owl", 0.1), "Recall of 'owl' cannot be told");
        Expect.Error<ArgumentException>(() => Assert.That.RecallIsAtLeast(_report, "emu", 0.1), "no class 'emu'", "'cat', 'dog', 'owl'");
    }
}
