using Microsoft.ML;
using Microsoft.ML.Data;
using ResNetMLNet.Tests.Utilities;

namespace ResNetMLNet.Transforms.Tests.Scoring;

[TestClass]
public sealed class PredictionEngineTests : IDisposable
{
    private readonly MLContext _ml = new(seed: 1);
    private readonly BandScorer _scorer = new();
    private readonly BandTransformer _model;

    public PredictionEngineTests()
    {
        _model = BandTransformer.Named(_ml, _scorer);
    }

    public void Dispose() => _scorer.Dispose();

    [TestMethod]
    public void A_Row_Should_Be_Scored_Once_For_All_Columns_And_Once_More_For_The_Next_Row()
    {
        using var engine = _ml.Model.CreatePredictionEngine<SmallImages.Row, Prediction>(_model);
        for (var row = 0; row < 4; row++)
        {
            var prediction = engine.Predict(SmallImages.Make(row));
            Assert.AreEqual(1u + (uint)(row % 3), prediction.PredictedLabel);
            Assert.AreEqual(prediction.Score.Max(), prediction.Score[row % 3]);
            Assert.AreEqual(SmallImages.Names[row % 3], prediction.Name);
        }
        Assert.AreSequenceEqual([1, 1, 1, 1], _scorer.Batches);
    }

    [TestMethod]
    public void A_Model_That_An_Engine_Disposed_Of_Should_Say_How_To_Keep_It()
    {
        _ml.Model.CreatePredictionEngine<SmallImages.Row, Prediction>(_model).Dispose();
        using var other = _ml.Model.CreatePredictionEngine<SmallImages.Row, Prediction>(_model);

        Expect.Error<ObjectDisposedException>(
            () => other.Predict(SmallImages.Make(0)), "The model was disposed of", "PredictionEngineOptions.OwnsTransformer = false");
    }

    [TestMethod]
    public async Task One_Engine_Should_Not_Mix_The_Rows_Of_Several_Threads()
    {
        using var isScoring = new ManualResetEventSlim();
        using var goesOn = new ManualResetEventSlim();
        var model = BandTransformer.Named(_ml, new BandScorer
        {
            OnScore = () =>
            {
                isScoring.Set();
                goesOn.Wait();
            },
        });
        using var engine = _ml.Model.CreatePredictionEngine<SmallImages.Row, Prediction>(model);

        var first = Task.Run(() => engine.Predict(SmallImages.Make(0)));
        isScoring.Wait();
        Expect.Error<InvalidOperationException>(() => engine.Predict(SmallImages.Make(1)), "Several threads", "an engine for each thread");
        goesOn.Set();

        var error = await Assert.ThrowsExactlyAsync<InvalidOperationException>(() => first);
        Assert.Contains("they may share a model if PredictionEngineOptions.OwnsTransformer is false", error.Message);
        Assert.AreEqual(3u, engine.Predict(SmallImages.Make(2)).PredictedLabel, "one thread at a time may go on");
    }

    [TestMethod]
    public void A_Row_Should_Give_Only_What_Was_Asked_For_Where_Its_Cursor_Stands()
    {
        var view = SmallImages.Load(_ml, 2);
        var mapper = _model.GetRowToRowMapper(view.Schema);
        using var cursor = view.GetRowCursor(view.Schema);
        var (score, name) = (mapper.OutputSchema["Score"], mapper.OutputSchema["Name"]);

        using var row = mapper.GetRow(cursor, [score]);
        VBuffer<float> value = default;
        var getter = row.GetGetter<VBuffer<float>>(score);
        Assert.IsTrue(row.IsColumnActive(score));
        Assert.IsFalse(row.IsColumnActive(name));
        Assert.AreSame(mapper.OutputSchema, row.Schema);
        Expect.Error<InvalidOperationException>(() => getter(ref value), "stands nowhere", "move its cursor");
        Expect.Error<ArgumentOutOfRangeException>(() => row.GetGetter<ReadOnlyMemory<char>>(name), "'Name' was not asked for");
        Expect.Error<ArgumentOutOfRangeException>(() => row.GetGetter<float>(score), "'Score' has values of type", "VBuffer", "Single");

        Assert.IsTrue(cursor.MoveNext());
        getter(ref value);
        getter(ref value);
        Assert.AreSequenceEqual([1], _scorer.Batches);
    }

    [TestMethod]
    public void A_Row_Should_Be_Scored_Wherever_Its_Cursor_Stands_First()
    {
        var view = SmallImages.Load(_ml, 3);
        var mapper = _model.GetRowToRowMapper(view.Schema);
        using var cursor = view.GetRowCursor(view.Schema);
        using var row = mapper.GetRow(cursor, [mapper.OutputSchema["PredictedLabel"]]);
        cursor.MoveNext();
        cursor.MoveNext();

        uint label = 0;
        row.GetGetter<uint>(mapper.OutputSchema["PredictedLabel"])(ref label);

        Assert.AreEqual(2u, label);
    }

    [TestMethod]
    [DataRow(true, DisplayName = "another one moves the row on")]
    [DataRow(false, DisplayName = "another one asks for the same row")]
    public void Whoever_Scores_Should_Hear_Of_Another_One_Meanwhile(bool moves)
    {
        var view = SmallImages.Load(_ml, 2);
        using var cursor = view.GetRowCursor(view.Schema);
        Action meanwhile = () => { };
        using var scorer = new BandScorer { OnScore = () => meanwhile() };
        var mapper = BandTransformer.Named(_ml, scorer).GetRowToRowMapper(view.Schema);
        using var row = mapper.GetRow(cursor, [mapper.OutputSchema["PredictedLabel"]]);
        var getter = row.GetGetter<uint>(mapper.OutputSchema["PredictedLabel"]);
        uint label = 0;
        cursor.MoveNext();
        if (moves)
            meanwhile = () => cursor.MoveNext();
        else
            meanwhile = () => Expect.Error<InvalidOperationException>(() => getter(ref label), "Several threads");

        Expect.Error<InvalidOperationException>(() => getter(ref label), "Several threads");
    }

    [TestMethod]
    public void A_Mapper_Should_Refuse_Rows_Of_Another_Schema()
    {
        var mapper = _model.GetRowToRowMapper(SmallImages.Load(_ml, 1).Schema);
        var other = _ml.Data.LoadFromEnumerable(SmallImages.Rows(1));
        using var cursor = other.GetRowCursor(other.Schema);

        Expect.Error<ArgumentOutOfRangeException>(() => mapper.GetRow(cursor, []), "another schema", "make a mapper for it");
    }

    [TestMethod]
    public void A_Mapper_Should_Need_The_Images_For_Scores_Only()
    {
        var mapper = _model.GetRowToRowMapper(SmallImages.Load(_ml, 1).Schema);

        Assert.AreSequenceEqual(["Features"], Needed("PredictedLabel"));
        Assert.AreSequenceEqual(["Features", "Name"], Needed("Name", "Score"));
        Assert.AreSequenceEqual(["Name"], Needed("Name"));

        IEnumerable<string> Needed(params string[] names) =>
            mapper.GetDependencies(names.Select(name => mapper.OutputSchema[name])).Select(column => column.Name);
    }

    private sealed class Prediction
    {
        public uint PredictedLabel { get; set; }

        public float[] Score { get; set; } = [];

        public string Name { get; set; } = string.Empty;
    }
}
