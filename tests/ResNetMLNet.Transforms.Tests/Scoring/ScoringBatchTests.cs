using ResNetMLNet.Transforms.Scoring;

namespace ResNetMLNet.Transforms.Tests.Scoring;

[TestClass]
public sealed class ScoringBatchTests
{
    [TestMethod]
    [DataRow(1L, 256)]
    [DataRow(1000L, 256)]
    [DataRow(3906L, 256)]
    [DataRow(3907L, 128)]
    [DataRow(62_500L, 16)]
    [DataRow(62_501L, 8)]
    [DataRow(1_000_000L, 8)]
    [DataRow(5_000_000_000L, 8)]
    public void Rows_Should_Be_A_Power_Of_Two_That_Fits_From_8_To_256(long pixels, int expected) =>
        Assert.AreEqual(expected, ScoringBatch.SizeFor(pixels, pixelsAtOnce: 1_000_000));
}
