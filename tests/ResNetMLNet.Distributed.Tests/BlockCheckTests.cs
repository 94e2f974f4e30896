using ResNetMLNet.Tests.Utilities;

namespace ResNetMLNet.Distributed.Tests;

[TestClass]
public sealed class BlockCheckTests : ScoringTest
{
    [TestMethod]
    public void Missing_Blocks_Should_Be_Named()
    {
        var check = Score(Options("2/3"));

        Assert.IsFalse(check.IsComplete);
        Assert.AreEqual((95, 10), (check.RowCount, check.BlockCount));
        Assert.AreSequenceEqual([0L, 2, 3, 5, 6, 8, 9], check.MissingBlocks);
        Assert.AreEqual("7 of 10 blocks are missing: 0, 2, 3, 5, 6, 8, 9.", check.ToString());
    }

    [TestMethod]
    public void Of_Many_Missing_Blocks_The_First_Should_Be_Named() =>
        Assert.EndsWith("missing: 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 and 14 more.", Score(Options("1/25"), rows: 250).ToString());

    [TestMethod]
    public void Where_No_Process_Came_To_The_End_It_Should_Say_So()
    {
        Assert.Throws<Exception>(() => Score(Options(), read: row => _ = row == 35 ? throw new InvalidDataException("bad") : 0));
        File.Delete(_folder.File("scores/block-000001.parquet"));

        var check = Ml.Model.CheckBlocks(_folder.File("scores"));

        Assert.IsFalse(check.IsComplete);
        Assert.IsNull(check.RowCount);
        Assert.AreSequenceEqual([1L], check.MissingBlocks);
        Assert.Contains("no process has come to the end of the data", check.ToString());
    }

    [TestMethod]
    [DataRow(BlockFormat.Parquet)]
    [DataRow(BlockFormat.Csv)]
    public void A_Block_With_Other_Rows_Should_Be_A_Fault(BlockFormat format)
    {
        Score(Options(format: format));
        var name = format == BlockFormat.Csv ? "csv" : "parquet";
        File.Copy(_folder.File($"scores/block-000009.{name}"), _folder.File($"scores/block-000003.{name}"), overwrite: true);

        var check = Ml.Model.CheckBlocks(_folder.File("scores"));

        Assert.IsFalse(check.IsComplete);
        Assert.AreEqual($"The file '{_folder.File($"scores/block-000003.{name}")}' has 5 rows and not 10: remove it and score again.", check.ToString());
    }

    [TestMethod]
    [DataRow(BlockFormat.Parquet)]
    [DataRow(BlockFormat.Csv)]
    public void A_Damaged_Block_Should_Be_A_Fault(BlockFormat format)
    {
        Score(Options(format: format));
        var name = format == BlockFormat.Csv ? "csv" : "parquet";
        var file = _folder.Write($"scores/block-000003.{name}", "no, \"block"u8.ToArray());

        Assert.StartsWith($"The file '{file}' ", Ml.Model.CheckBlocks(_folder.File("scores")).ToString());
    }

    [TestMethod]
    public void A_Block_Behind_The_Last_Row_Should_Be_A_Fault()
    {
        Score(Options());
        File.Copy(_folder.File("scores/block-000003.parquet"), _folder.File("scores/block-000010.parquet"));

        Assert.Contains("is of no rows of the data: remove it", Ml.Model.CheckBlocks(_folder.File("scores")).ToString());
    }

    [TestMethod]
    public void A_Folder_Of_No_Scoring_Should_Be_Refused() => Expect.Error<FileNotFoundException>(
        () => Ml.Model.CheckBlocks(_folder.Path), $"The folder '{_folder.Path}' has no _scores.json");
}
