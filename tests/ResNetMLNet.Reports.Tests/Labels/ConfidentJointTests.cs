using ResNetMLNet.Reports.Labels;

namespace ResNetMLNet.Reports.Tests.Labels;

[TestClass]
public sealed class ConfidentJointTests
{
    // Three classes, two rows labelled 0, three labelled 1, one labelled 2.
    private static readonly float[][] _scores =
    [
        [0.9f, 0.1f, 0.0f],
        [0.3f, 0.6f, 0.1f],
        [0.2f, 0.8f, 0.0f],
        [0.7f, 0.2f, 0.1f],
        [0.4f, 0.2f, 0.4f],
        [0.1f, 0.4f, 0.5f],
    ];

    private static readonly int[] _labels = [0, 0, 1, 1, 1, 2];

    [TestMethod]
    public void Thresholds_Should_Be_The_Mean_Probability_Of_A_Class_Over_Its_Rows()
    {
        var joint = new ConfidentJoint(_scores, _labels);

        // (0.9 + 0.3) / 2, (0.8 + 0.2 + 0.2) / 3, 0.5
        Assert.AreSequenceEqual([0.6, 0.4, 0.5], joint.Thresholds.Select(threshold => Math.Round(threshold, 6)));
    }

    [TestMethod]
    public void Rows_Should_Count_For_The_Likeliest_Class_Whose_Threshold_They_Reach()
    {
        var joint = new ConfidentJoint(_scores, _labels);

        // Row 4 reaches none, row 5 reaches those of 1 and 2.
        Assert.AreSequenceEqual([1, 1, 0, 1, 1, 0, 0, 0, 1], joint.Counts.Cast<int>());
    }

    [TestMethod]
    public void Doubtful_Rows_Should_Be_As_Many_As_The_Joint_Tells_By_Their_Margin()
    {
        var doubtful = new ConfidentJoint(_scores, _labels).Doubtful();

        // Of label 0 half, so one of two rows; of label 1 half too, 1.5 of three rows, of which row 4 counts for no class.
        Assert.AreSequenceEqual([(3, 0, 0.5), (1, 1, 0.3), (4, 0, 0.2)], doubtful.Select(row => (row.Row, row.Suggested, Math.Round(row.Margin, 6))));
    }

    [TestMethod]
    public void A_Row_Whose_Label_Is_Likelier_Should_Not_Be_Doubtful()
    {
        // Class 1 is predicted rarely, so that little reaches its threshold; the first row is below that of its own class.
        float[][] scores = [[0.6f, 0.4f], [1f, 0f], [0.7f, 0.3f]];

        var joint = new ConfidentJoint(scores, [0, 0, 1]);

        Assert.AreEqual(1, joint.Counts[0, 1]);
        Assert.IsFalse(joint.Doubtful().Any(row => row.Row == 0));
    }

    [TestMethod]
    public void A_Class_Without_Rows_Should_Not_Be_Suggested()
    {
        var joint = new ConfidentJoint([[0.1f, 0.2f, 0.7f], [0.2f, 0.1f, 0.7f]], [0, 1]);

        Assert.AreEqual(double.PositiveInfinity, joint.Thresholds[2]);
        Assert.AreSequenceEqual([(0, 1), (1, 0)], joint.Doubtful().Select(row => (row.Row, row.Suggested)));
    }
}
