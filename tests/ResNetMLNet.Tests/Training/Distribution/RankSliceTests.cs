using ResNetMLNet.Training.Distribution;
using ResNetMLNet.Training.Images;

namespace ResNetMLNet.Tests.Training.Distribution;

/// <summary>The slices of all ranks are the batch.</summary>
[TestClass]
public sealed class RankSliceTests
{
    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    [DataRow(3)]
    [DataRow(8)]
    public void Slices_Should_Have_Each_Row_Once_And_Two_At_Least(int size)
    {
        for (var count = 2 * size; count < 50; count++)
        {
            var slices = Enumerable.Range(0, size).Select(rank => new RankSlice(rank, size).Of(count)).ToList();

            Assert.AreSequenceEqual(Enumerable.Range(0, count), slices.SelectMany(slice => Enumerable.Range(slice.First, slice.Count)));
            Assert.IsTrue(slices.All(slice => slice.Count >= Math.Min(2, count)));
            Assert.IsLessThanOrEqualTo(1, slices.Max(slice => slice.Count) - slices.Min(slice => slice.Count));
            Assert.AreEqual(1, Enumerable.Range(0, size).Sum(rank => new RankSlice(rank, size).ShareOf(count)), 1e-12);
        }
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    [DataRow(5)]
    public void A_Batch_Of_Few_Rows_Should_Be_Worked_On_By_All_And_Count_Once(int count)
    {
        var slices = Enumerable.Range(0, 3).Select(rank => new RankSlice(rank, 3)).ToList();

        Assert.IsTrue(slices.All(slice => slice.Of(count) == (0, count)));
        Assert.AreEqual(1, slices.Sum(slice => slice.ShareOf(count)), 1e-12);
    }

    [TestMethod]
    public void Mixed_Slices_Should_Begin_With_The_Row_Before_Them()
    {
        int[] batch = [10, 11, 12, 13, 14, 15, 16];

        var slices = Enumerable.Range(0, 3).Select(rank => BatchRows.Of(4, batch, new RankSlice(rank, 3), areMixed: true)).ToList();

        Assert.AreSequenceEqual(["16 10 11 12", "12 13 14", "14 15 16"], slices.Select(slice => string.Join(' ', slice.Rows.ToArray())));
        Assert.AreSequenceEqual(["6 0 1 2", "2 3 4", "4 5 6"], slices.Select(slice => string.Join(' ', Enumerable.Range(0, slice.Rows.Length).Select(slice.Place))));
        Assert.IsTrue(slices.All(slice => slice.HasPartner));
    }

    [TestMethod]
    public void What_Is_Not_Mixed_Or_Not_Shared_Should_Need_No_Partner()
    {
        Assert.IsFalse(BatchRows.Of(0, new int[8], new RankSlice(1, 2), areMixed: false).HasPartner);
        Assert.IsFalse(BatchRows.Of(0, new int[3], new RankSlice(1, 2), areMixed: true).HasPartner);
        Assert.IsFalse(BatchRows.Of(0, new int[3], RankSlice.Whole, areMixed: true).HasPartner);
    }
}
