using ResNetMLNet.Reports.Statistics;

namespace ResNetMLNet.Reports.Tests.Statistics;

[TestClass]
public sealed class CalibrationTests
{
    [TestMethod]
    public void The_Expected_Error_Should_Be_That_Worked_Out_By_Hand()
    {
        // Four rows of 0.9, three right, and one of 0.5 that is wrong: (4/5) |0.75 - 0.9| + (1/5) |0 - 0.5|.
        var calibration = Calibration.Of([(0.9f, true), (0.9f, true), (0.5f, false), (0.9f, true), (0.9f, false)]);

        Assert.AreEqual(0.22, calibration.ExpectedError, 1e-6);
        Assert.AreSequenceEqual([(1, 0.0), (4, 0.75)], calibration.Bins.Select(bin => (bin.RowCount, bin.Accuracy.Value)));
    }

    [TestMethod]
    public void A_Model_That_Is_As_Sure_As_It_Is_Right_Should_Have_No_Error() =>
        Assert.AreEqual(0, Calibration.Of([(1f, true), (0.5f, true), (0.5f, false), (1f, true)]).ExpectedError);
}
