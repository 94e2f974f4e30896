using ResNetMLNet.Pipelines.Common.CommandLine;
using ResNetMLNet.Pipelines.ImageFolder.Data;
using ResNetMLNet.Transforms.Data;

namespace ResNetMLNet.Tests.Pipelines.ImageFolder;

[TestClass]
public sealed class HoldOutTests
{
    [TestMethod]
    public void The_Share_Should_Be_That_Of_Each_Class()
    {
        var (train, heldOut) = HoldOut.Split(Rows(("a", 100), ("b", 10), ("c", 2), ("d", 1)), 0.2, new Random(1));

        Assert.AreEqual("a 20, b 2, c 1", Counts(heldOut));
        Assert.AreEqual("a 80, b 8, c 1, d 1", Counts(train));
        Assert.HasCount(113, train.Concat(heldOut).Select(row => row.ImagePath).Distinct());
    }

    [TestMethod]
    public void Each_Class_Should_Keep_A_Picture_To_Train_On() =>
        Assert.AreEqual("a 1, b 1", Counts(HoldOut.Split(Rows(("a", 3), ("b", 2)), 0.99, new Random(1)).Train));

    [TestMethod]
    public void A_Seed_Should_Choose_The_Same_Pictures_And_Another_One_Others()
    {
        Assert.AreEqual(Chosen(seed: 1), Chosen(seed: 1));
        Assert.AreNotEqual(Chosen(seed: 1), Chosen(seed: 2));
    }

    [TestMethod]
    public void Classes_Of_One_Picture_Should_Be_Refused()
    {
        var error = Assert.ThrowsExactly<UserErrorException>(
            () => HoldOut.Split(Rows(("a", 1), ("b", 1)), 0.2, new Random(1)));

        Assert.StartsWith("No picture can be held out: each of the 2 classes has one only.", error.Message);
    }

    private static string Chosen(int seed) => string.Join(
        ' ', HoldOut.Split(Rows(("a", 50), ("b", 50)), 0.2, new Random(seed)).HeldOut.Select(row => row.ImagePath));

    private static List<PictureRow> Rows(params (string Label, int Count)[] classes) =>
    [
        .. classes.SelectMany(entry => Enumerable.Range(0, entry.Count).Select(
            i => new PictureRow { ImagePath = $"{entry.Label}{i}", Label = entry.Label[0] })),
    ];

    private static string Counts(IEnumerable<PictureRow> rows) => string.Join(
        ", ", rows.CountBy(row => row.Label).OrderBy(count => count.Key).Select(count => $"{(char)count.Key} {count.Value}"));
}
