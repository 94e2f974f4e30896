using ResNetMLNet.Training.Images;

namespace ResNetMLNet.Tests.Training.Images;

[TestClass]
public sealed class RowOrderTests
{
    [TestMethod]
    [DataRow(10, 5, "5,5")]
    [DataRow(10, 4, "4,4,2")]
    [DataRow(9, 4, "4,5", DisplayName = "a single last row joins the batch before it")]
    [DataRow(3, 4, "3")]
    [DataRow(1, 4, "1")]
    [DataRow(3, 1, "1,1,1")]
    public void Batches_Should_Hold_Every_Row_Once_In_Order(int rows, int batchSize, string sizes)
    {
        var batches = RowOrder.Batches(RowOrder.InOrder(rows), batchSize).ToList();

        Assert.AreEqual(sizes, string.Join(',', batches.Select(batch => batch.Length)));
        Assert.AreEqual(batches.Count, RowOrder.BatchCount(rows, batchSize));
        Assert.AreSequenceEqual(Enumerable.Range(0, rows), batches.SelectMany(batch => batch.ToArray()));
    }

    [TestMethod]
    public void Shuffled_Should_Be_A_Permutation_That_Depends_On_Seed_And_Epoch()
    {
        var order = RowOrder.Shuffled(100, seed: 1, epoch: 1);

        Assert.AreSequenceEqual(Enumerable.Range(0, 100), order.Order());
        Assert.AreSequenceEqual(order, RowOrder.Shuffled(100, seed: 1, epoch: 1));
        Assert.AreNotEqual(string.Join(',', order), string.Join(',', RowOrder.Shuffled(100, seed: 1, epoch: 2)));
        Assert.AreNotEqual(string.Join(',', order), string.Join(',', RowOrder.Shuffled(100, seed: 2, epoch: 1)));
    }
}
