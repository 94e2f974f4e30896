using ResNetMLNet.History;
using ResNetMLNet.Pipelines.Common.Output;

namespace ResNetMLNet.Tests.Pipelines;

[TestClass]
public sealed class TrainingReportTests
{
    private static readonly EpochMetrics Epoch = new(10, 0.0123, 0.9961, null, null, 0.05, 31, 1900);

    [TestMethod]
    public void The_Last_Lines_Should_Be_Those_Of_The_Chapter() => Assert.AreEqual(
        "loss 0.012, train acc 0.996, test acc 0.912\n5112.6 examples/sec on cuda:0",
        TrainingReport.ClosingLines(Epoch, "test", 0.9123, 5112.64, "cuda:0"));

    [TestMethod]
    public void An_Accuracy_That_Is_Not_Known_Should_Be_A_Dash() => Assert.AreEqual(
        "loss 0.012, train acc 0.996, validation acc -\n5112.6 examples/sec on cpu",
        TrainingReport.ClosingLines(Epoch, "validation", null, 5112.64, "cpu"));
}
