using System.Text;
using Microsoft.ML;
using ResNetMLNet.Tests.Utilities;

namespace ResNetMLNet.Transforms.Tests.Calibration;

[TestClass]
public sealed class CalibrationFileTests
{
    private readonly MLContext _ml = new(seed: 1);

    [TestMethod]
    [DataRow("TEMPCALI", true)]
    [DataRow("REJECTLO", false)]
    public void Load_Should_Name_A_Newer_Version(string signature, bool isCalibrator) => AssertRefused(
        isCalibrator, bytes => ModelZip.Overwrite(bytes, Encoding.UTF8.GetBytes(signature), at: 8, 0x00020001, 0x00020001), "too new");

    [TestMethod]
    [DataRow(0.0)]
    [DataRow(-1.0)]
    [DataRow(double.NaN)]
    public void Load_Should_Reject_A_Temperature_That_There_Is_Not(double temperature)
    {
        var number = BitConverter.DoubleToInt64Bits(temperature);
        var found = BitConverter.GetBytes(Calibrator().Temperature);

        AssertRefused(
            isCalibrator: true, bytes => ModelZip.Overwrite(bytes, found, at: 0, (int)number, (int)(number >> 32)), "its temperature is", "copy the file again");
    }

    [TestMethod]
    public void Load_Should_Reject_A_Threshold_That_There_Is_Not() => AssertRefused(
        isCalibrator: false,
        bytes => ModelZip.Overwrite(bytes, BitConverter.GetBytes(0.625f), at: 0, BitConverter.SingleToInt32Bits(float.NaN)),
        "its threshold is NaN");

    private void AssertRefused(bool isCalibrator, Func<byte[], byte[]> change, params string[] parts)
    {
        ITransformer transformer = isCalibrator ? Calibrator() : _ml.MulticlassClassification.RejectBelow(0.625f).Fit(View());
        var zip = ModelZip.Replace(ModelZip.Save(transformer), "Model.key", change);

        var error = Assert.Throws<Exception>(() => _ml.Model.Load(new MemoryStream(zip), out _)).GetBaseException();

        foreach (var part in parts)
            Assert.Contains(part, error.Message);
    }

    private Transforms.Calibration.TemperatureCalibratorTransformer Calibrator() =>
        _ml.MulticlassClassification.TemperatureCalibrator("Name").Fit(View());

    private IDataView View() => FormulaScores.View(_ml, FormulaScores.Rows(3));
}
