using System.Text.Json;
using ResNetMLNet.Pipelines.Common.Output;

namespace ResNetMLNet.Tests.Pipelines;

[TestClass]
public sealed class RunMetricsTests
{
    [TestMethod]
    public void Metrics_Should_Have_Exactly_The_Promised_Keys_In_Their_Order()
    {
        using var json = JsonDocument.Parse(JsonText.Of(Metrics()));

        Assert.AreEqual(
            "dataset recipe device precision seed epochs batchSize imageSize trainRows testRows trainLoss "
            + "trainAccuracy testAccuracy testLogLoss validationAccuracy validationLogLoss temperature imagesPerSecond fitSeconds "
            + "peakMemoryBytes weightsSha256 stopReason modelEpoch history",
            Keys(json.RootElement));
        Assert.AreEqual(
            "epoch trainLoss trainAccuracy validationLoss validationAccuracy learningRate seconds imagesPerSecond",
            Keys(json.RootElement.GetProperty("history")[0]));
    }

    [TestMethod]
    public void A_Missing_Accuracy_Should_Be_Null()
    {
        using var json = JsonDocument.Parse(JsonText.Of(Metrics() with { TestAccuracy = null }));

        Assert.AreEqual(JsonValueKind.Null, json.RootElement.GetProperty("testAccuracy").ValueKind);
    }

    [TestMethod]
    [DataRow(double.NaN)]
    [DataRow(double.PositiveInfinity)]
    public void What_Is_No_Finite_Number_Should_Be_Null(double value)
    {
        using var json = JsonDocument.Parse(JsonText.Of(Metrics() with { TrainLoss = value, TestLogLoss = value }));

        Assert.AreEqual(JsonValueKind.Null, json.RootElement.GetProperty("trainLoss").ValueKind);
        Assert.AreEqual(JsonValueKind.Null, json.RootElement.GetProperty("testLogLoss").ValueKind);
    }

    private static string Keys(JsonElement element) =>
        string.Join(' ', element.EnumerateObject().Select(property => property.Name));

    private static RunMetrics Metrics() => new(
        "fashion-mnist", "quick", "cpu", "bf16", 1, 1, 256, 28, 60_000, 10_000, 0.3, 0.9, 0.91, 0.25, 0.92, 0.24, 1.1, 1900, 150,
        1_000_000_000, new string('0', 64), "completed", 1, [new(1, 0.3, 0.9, null, null, 0.05, 31, 1900)]);
}
