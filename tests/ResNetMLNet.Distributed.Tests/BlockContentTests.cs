using Microsoft.ML;
using Microsoft.ML.Data;
using Parquet;
using ResNetMLNet.Tests.Utilities;

namespace ResNetMLNet.Distributed.Tests;

/// <summary>What is in the blocks.</summary>
[TestClass]
public sealed class BlockContentTests : ScoringTest
{
    private const string Header = "Row,Id,PredictedLabel,Score.a,Score.b,\"Score.c, \"\"d\"\"\"";

    [TestMethod]
    public void Csv_Should_Have_Names_Keys_And_Scores_Quoted_Where_They_Have_To_Be()
    {
        Score(Options(format: BlockFormat.Csv));

        var lines = File.ReadAllText(_folder.File("scores/block-000001.csv")).Split('\n');

        Assert.AreEqual(Header, lines[0]);
        Assert.StartsWith("10,id 10,b,0", lines[1]);
        Assert.StartsWith("11,id 11,\"c, \"\"d\"\"\",0", lines[2]);
        Assert.AreEqual("", lines[^1]);
    }

    [TestMethod]
    public void A_Row_Without_Scores_Should_Be_There_With_Empty_Values()
    {
        Score(Options(format: BlockFormat.Csv));

        Assert.Contains("\n49,id 49,,,,\n", File.ReadAllText(_folder.File("scores/block-000004.csv")));
    }

    [TestMethod]
    public void Scores_Should_Be_Those_Of_The_Model()
    {
        Score(Options(format: BlockFormat.Csv));
        var expected = Ml.Data.CreateEnumerable<Scored>(Model.Transform(GeneratedRows.View(Ml, 10)), reuseRowObject: false)
            .Select((row, i) => FormattableString.Invariant($"{i},{row.Score[0]},{row.Score[1]},{row.Score[2]}"));

        var lines = File.ReadAllLines(_folder.File("scores/block-000000.csv")).Skip(1).Select(line => line.Split(','));

        Assert.AreSequenceEqual(expected, lines.Select(fields => string.Join(',', [fields[0], .. fields[^3..]])));
    }

    [TestMethod]
    public void The_Likeliest_Classes_Should_Come_First()
    {
        var options = Options(format: BlockFormat.Csv);
        options.TopCount = 2;

        Score(options);

        var lines = File.ReadAllLines(_folder.File("scores/block-000004.csv"));
        Assert.AreEqual("Row,Id,PredictedLabel,Class1,Score1,Class2,Score2", lines[0]);
        Assert.StartsWith("40,id 40,b,b,0.", lines[1]);
        Assert.AreEqual("49,id 49,,,,,", lines[10]);
    }

    [TestMethod]
    public async Task Parquet_Should_Have_Typed_Columns_In_One_Row_Group()
    {
        Score(Options());

        await using var reader = await ParquetReader.CreateAsync(_folder.File("scores/block-000004.parquet"));

        Assert.AreSequenceEqual(
            ["Row Int64", "Id ReadOnlyMemory`1", "PredictedLabel ReadOnlyMemory`1", "Score.a Single", "Score.b Single", "Score.c, \"d\" Single"],
            reader.Schema.DataFields.Select(field => $"{field.Name} {field.ClrType.Name}"));
        var group = reader.RowGroups.Single();
        var (scores, labels) = (new float?[10], new string?[10]);
        await group.ReadAsync<float>(reader.Schema.DataFields[3], scores.AsMemory());
        await group.ReadAsync(reader.Schema.DataFields[2], labels.AsMemory());
        Assert.IsNull(scores[9]);
        Assert.IsGreaterThan(0, scores[0]!.Value);
        Assert.AreEqual("b", labels[0]);
        Assert.IsNull(labels[9]);
    }

    [TestMethod]
    public void A_Regression_Should_Have_One_Score()
    {
        var model = Ml.Transforms.CopyColumns("Score", "Value").Fit(Numbers());

        Ml.Model.ScoreToBlocks(model, Numbers(), new() { Folder = _folder.File("scores"), Format = BlockFormat.Csv, KeyColumnNames = ["Value"] });

        Assert.AreEqual("Row,Value,Score\n0,1.5,1.5\n1,,\n", File.ReadAllText(_folder.File("scores/block-000000.csv")));
    }

    [TestMethod]
    public void Columns_That_Are_Missing_Or_Of_Another_Kind_Should_Be_Named()
    {
        var options = Options();
        options.KeyColumnNames = ["Path"];
        Expect.Error<ArgumentException>(() => Score(options), "There is no column 'Path'", "'Id'");

        options.KeyColumnNames = ["Features"];
        Expect.Error<ArgumentException>(() => Score(options), "'Features'", "has no one value");

        options.KeyColumnNames = ["PredictedLabel"];
        Expect.Error<ArgumentException>(() => Score(options), "Several columns of the blocks would be named 'PredictedLabel'");

        options.KeyColumnNames = [];
        options.ScoreColumnName = "Id";
        Expect.Error<ArgumentException>(() => Score(options), "'Id' is of type String");
        Assert.IsFalse(Directory.Exists(options.Folder));
    }

    [TestMethod]
    public void A_Model_That_Leaves_Rows_Out_Should_Be_Refused()
    {
        var model = new Filtering();

        Expect.Error<InvalidOperationException>(
            () => Ml.Model.ScoreToBlocks(model, Numbers(), new() { Folder = _folder.File("scores"), ModelFingerprint = "x" }),
            "The model makes 1 rows of 2");
    }

    private static IDataView Numbers() => Ml.Data.LoadFromEnumerable([new Number { Value = 1.5f }, new Number { Value = float.NaN }]);

    private sealed class Number
    {
        public float Value { get; set; }
    }

    private sealed class Scored
    {
        public float[] Score { get; set; } = [];
    }

    private sealed class Filtering : ITransformer
    {
        public bool IsRowToRowMapper => false;

        public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => Transform(new EmptyView(inputSchema)).Schema;

        public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema) => throw new NotSupportedException();

        public void Save(ModelSaveContext ctx) => throw new NotSupportedException();

        public IDataView Transform(IDataView input) => Ml.Data.FilterRowsByMissingValues(
            Ml.Transforms.CopyColumns("Score", "Value").Fit(input).Transform(input), "Value");
    }

    private sealed class EmptyView(DataViewSchema schema) : IDataView
    {
        public bool CanShuffle => false;

        public DataViewSchema Schema => schema;

        public long? GetRowCount() => 0;

        public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null) =>
            throw new NotSupportedException();

        public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
            throw new NotSupportedException();
    }
}
