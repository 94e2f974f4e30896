using Microsoft.ML;
using Microsoft.ML.Data;
using ResNetMLNet.Tests.Utilities;

namespace ResNetMLNet.Distributed.Tests;

/// <summary>A folder is of one scoring.</summary>
[TestClass]
public sealed class BlockRefusalTests : ScoringTest
{
    [TestMethod]
    public void Every_Difference_Should_Be_Named()
    {
        var first = Options("1/2");
        first.DataFingerprint = "one";
        Score(first);
        var other = Options("2/2", format: BlockFormat.Csv);
        (other.RowsPerBlock, other.TopCount, other.ModelFingerprint, other.DataFingerprint, other.RowCount) = (20, 1, "model", "two", 96);

        var error = Expect.Error<InvalidOperationException>(
            () => Score(other),
            $"The folder '{other.Folder}' is of another scoring",
            "the format is parquet there and csv now",
            "the number of rows in a block is 10 there and 20 now",
            "'PredictedLabel', 'Class1', 'Score1' now",
            "and model now",
            "the fingerprint of the data is 'one' there and 'two' now",
            "the number of rows is 95 there and 96 now");

        Assert.HasCount(7, error.Message.Split(" there and "));
    }

    [TestMethod]
    public void Another_Model_Should_Be_Refused_And_The_Same_Saved_And_Loaded_Taken()
    {
        Score(Options("1/2"));
        using var file = new MemoryStream();
        Ml.Model.Save(Model, null, file);
        var loaded = Ml.Model.Load(file, out _);

        Ml.Model.ScoreToBlocks(loaded, GeneratedRows.View(Ml, 95), Options("2/2"));

        var other = Ml.Transforms.CopyColumns("Copy", "Score").Fit(Model.Transform(GeneratedRows.View(Ml, 95)));
        var chain = new TransformerChain<ITransformer>([Model, other]);
        Expect.Error<InvalidOperationException>(
            () => Ml.Model.ScoreToBlocks(chain, GeneratedRows.View(Ml, 95), Options("2/2")), "the model is ");
    }

    [TestMethod]
    [DataRow(94)]
    [DataRow(96)]
    [DataRow(120)]
    public void Data_Of_Another_Length_Should_Be_Refused_When_Their_End_Is_Reached(int rows)
    {
        Score(Options("1/3"));

        Expect.Error<InvalidOperationException>(() =>
        {
            Score(Options("2/3"), rows);
            Score(Options("3/3"), rows);
            Score(Options("1/1"), rows);
        }, "95");
    }

    [TestMethod]
    public void Blocks_Of_Which_Nobody_Says_What_They_Are_Should_Be_Refused()
    {
        Score(Options("1/2"));
        File.Delete(_folder.File("scores/_scores.json"));

        Expect.Error<InvalidOperationException>(() => Score(Options("1/2")), "has blocks and no _scores.json");
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("null")]
    [DataRow("{}")]
    [DataRow("{\"format\":\"csv\",\"rowsPerBlock\":0,\"columns\":[],\"model\":\"\",\"data\":\"\",\"rowCount\":null}")]
    public void A_Damaged_File_Should_Be_Named(string content)
    {
        Directory.CreateDirectory(_folder.File("scores"));
        File.WriteAllText(_folder.File("scores/_scores.json"), content);

        Expect.Error<InvalidDataException>(() => Score(Options()), $"'{_folder.File("scores/_scores.json")}' is damaged");
    }

    [TestMethod]
    public void Options_That_Make_No_Sense_Should_Be_Refused()
    {
        var options = Options();
        options.RowsPerBlock = 0;
        Expect.Error<ArgumentOutOfRangeException>(() => Score(options), "RowsPerBlock");

        options.RowsPerBlock = 1_000_001;
        Expect.Error<ArgumentOutOfRangeException>(() => Score(options), "RowsPerBlock");

        (options.RowsPerBlock, options.ModelFingerprint) = (1_000_000, "many");
        Expect.Error<ArgumentException>(
            () => Ml.Model.ScoreToBlocks(ManyScores(), GeneratedRows.View(Ml, 1), options), "RowsPerBlock of at most 781,250", "TopCount");

        (options.RowsPerBlock, options.TopCount) = (1, 0);
        Expect.Error<ArgumentOutOfRangeException>(() => Score(options), "TopCount");

        (options.TopCount, options.RowCount) = (null, -1);
        Expect.Error<ArgumentOutOfRangeException>(() => Score(options), "RowCount");

        (options.RowCount, options.Folder) = (null, " ");
        Expect.Error<ArgumentException>(() => Score(options), "Folder");
    }

    /// <summary>A model of 32 scores.</summary>
    private static ColumnConcatenatingTransformer ManyScores() =>
        Ml.Transforms.Concatenate("Score", [.. Enumerable.Repeat("Features", 8)]).Fit(GeneratedRows.View(Ml, 1));
}
