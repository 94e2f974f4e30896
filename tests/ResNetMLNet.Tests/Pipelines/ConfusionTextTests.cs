using ResNetMLNet.Data;
using ResNetMLNet.Pipelines.Common.Output;

namespace ResNetMLNet.Tests.Pipelines;

[TestClass]
public sealed class ConfusionTextTests
{
    [TestMethod]
    public void The_Table_Of_Fashion_Mnist_Should_Fit_A_Terminal_Of_80_Columns()
    {
        var counts = Counts(10, (i, j) => i == j ? 1000 : 10 * i);

        var lines = ConfusionText.Of(FashionMnist.ClassNames, counts).Split('\n');

        Assert.HasCount(12, lines);
        Assert.IsLessThanOrEqualTo(80, lines.Max(line => line.Length));
        Assert.AreEqual(" 1 T-shirt/top 1000    0    0    0    0    0    0    0    0    0", lines[2]);
        Assert.AreEqual("10 Ankle boot    90   90   90   90   90   90   90   90   90 1000", lines[11]);
    }

    [TestMethod]
    public void Of_Many_Classes_The_Most_Frequent_Mistakes_Should_Be_Told()
    {
        var counts = Counts(100, (i, j) => i == j ? 50 : i == 3 && j == 7 ? 9 : i == 5 && j == 6 ? 8 : 0);

        var text = ConfusionText.Of([.. Enumerable.Range(0, 100).Select(i => $"class {i}")], counts);

        Assert.AreEqual(
            "Most frequent mistakes, evaluate --json tells all:\n  9 of 'class 3' taken for 'class 7'\n  8 of 'class 5' taken for 'class 6'",
            text);
    }

    [TestMethod]
    public void The_Name_Of_A_Class_Should_Stay_In_Its_Line() => Assert.HasCount(
        4, ConfusionText.Of(["bees", "red\nants"], Counts(2, (i, j) => i == j ? 5 : 1)).Split('\n'));

    private static long[][] Counts(int classes, Func<int, int, long> count) =>
        [.. Enumerable.Range(0, classes).Select(i => Enumerable.Range(0, classes).Select(j => count(i, j)).ToArray())];
}
