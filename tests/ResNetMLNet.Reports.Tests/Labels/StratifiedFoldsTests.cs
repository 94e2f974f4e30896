using ResNetMLNet.Reports.Labels;

namespace ResNetMLNet.Reports.Tests.Labels;

[TestClass]
public sealed class StratifiedFoldsTests
{
    [TestMethod]
    public void Each_Fold_Should_Have_Nearly_As_Many_Rows_Of_Each_Class()
    {
        int[] labels = [.. Enumerable.Range(0, 103).Select(row => row % 10 == 0 ? 1 : 0)];

        var folds = StratifiedFolds.Of(labels, [.. Enumerable.Range(0, labels.Length)], count: 5, seed: 1);

        for (var label = 0; label < 2; label++)
        {
            var counts = Enumerable.Range(0, 5).Select(fold => folds.Where((other, row) => other == fold && labels[row] == label).Count()).ToList();
            Assert.IsLessThanOrEqualTo(1, counts.Max() - counts.Min());
        }
    }

    [TestMethod]
    public void Rows_Of_A_Group_Should_Be_In_One_Fold()
    {
        int[] groups = [.. Enumerable.Range(0, 60).Select(row => row / 3)];

        var folds = StratifiedFolds.Of([.. groups.Select(group => group % 2)], groups, count: 4, seed: 1);

        Assert.IsTrue(groups.Zip(folds).Distinct().CountBy(pair => pair.First).All(count => count.Value == 1));
        Assert.AreSequenceEqual([15, 15, 15, 15], folds.CountBy(fold => fold).Select(count => count.Value));
    }

    [TestMethod]
    public void The_Seed_Should_Decide()
    {
        int[] rows = [.. Enumerable.Range(0, 50)];
        int[] labels = new int[50];

        Assert.AreSequenceEqual(StratifiedFolds.Of(labels, rows, 5, seed: 1), StratifiedFolds.Of(labels, rows, 5, seed: 1));
        Assert.AreNotEqual(
            string.Join(',', StratifiedFolds.Of(labels, rows, 5, seed: 1)), string.Join(',', StratifiedFolds.Of(labels, rows, 5, seed: 2)));
    }
}
