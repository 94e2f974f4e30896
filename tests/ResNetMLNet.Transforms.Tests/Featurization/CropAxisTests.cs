using ResNetMLNet.Transforms.Featurization;

namespace ResNetMLNet.Transforms.Tests.Featurization;

[TestClass]
public sealed class CropAxisTests
{
    [TestMethod]
    [DataRow(30, 40, 24, 32, DisplayName = "down")]
    [DataRow(37, 100, 16, 43, DisplayName = "the longer side rounded down")]
    [DataRow(4, 60_000, 60_000, 900_000_000, DisplayName = "beyond 32 bits on the way")]
    public void The_Longer_Side_Should_Follow_The_Shorter_One(int shorter, int longer, int resizeTo, int expected)
    {
        var (rows, columns) = CropAxis.Of(shorter, longer, resizeTo, 5, 6);
        Assert.AreEqual(new CropAxis(shorter, resizeTo, 5), rows);
        Assert.AreEqual(new CropAxis(longer, expected, 6), columns);
    }

    [TestMethod]
    [DataRow(20, 20, 0, 20, 0)]
    [DataRow(21, 20, 0, 20, 0, DisplayName = "half a place, rounded to 0")]
    [DataRow(23, 20, 2, 20, 0, DisplayName = "one and a half, rounded to 2")]
    [DataRow(19, 20, 0, 19, 0, DisplayName = "one is missing, behind")]
    [DataRow(17, 20, 0, 17, 1)]
    public void The_Middle_Should_Be_Wanted(int resized, int crop, int start, int count, int padding)
    {
        var axis = new CropAxis(100, resized, crop);
        Assert.AreEqual((start, count, padding), (axis.Start, axis.Count, axis.Padding));
    }
}
