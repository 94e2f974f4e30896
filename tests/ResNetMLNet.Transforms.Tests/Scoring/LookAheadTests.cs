using Microsoft.ML;
using Microsoft.ML.Data;
using ResNetMLNet.Tests.Utilities;

namespace ResNetMLNet.Transforms.Tests.Scoring;

[TestClass]
public sealed class LookAheadTests
{
    private const int Batch = 16;

    private readonly MLContext _ml = new(seed: 1);
    private readonly BandTransformer _model;

    public LookAheadTests()
    {
        _model = BandTransformer.Named(_ml, new BandScorer(Batch));
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(4)]
    [DataRow(5)]
    [DataRow(Batch - 1)]
    [DataRow(Batch)]
    [DataRow((2 * Batch) + 7)]
    public void Scores_In_Batches_Should_Equal_Scores_Row_By_Row(int rows)
    {
        using var scorer = new BandScorer(Batch);
        using var engine = _ml.Model.CreatePredictionEngine<SmallImages.Row, Prediction>(_model);

        var scores = BandTransformer.Named(_ml, scorer).Transform(SmallImages.Load(_ml, rows, seed: 2)).GetColumn<float[]>("Score").ToList();

        Assert.HasCount(rows, scores);
        for (var row = 0; row < rows; row++)
            Assert.AreSequenceEqual(engine.Predict(SmallImages.Make(row, seed: 2)).Score, scores[row], $"row {row}");
        Assert.AreSequenceEqual(Enumerable.Range(0, rows).Chunk(Batch).Select(batch => batch.Length), scorer.Batches);
    }

    [TestMethod]
    public void Rows_Behind_The_Last_Should_Not_Be_Asked_For_Again()
    {
        var probe = new ProbeView(SmallImages.Load(_ml, 3));
        var scored = _model.Transform(probe);
        var set = scored.GetRowCursorSet(scored.Schema, 4);
        Assert.HasCount(1, set);
        using var cursor = set[0];
        var id = cursor.GetIdGetter();
        DataViewRowId value = default;

        ReadOnlyMemory<char> text = default;
        var name = cursor.GetGetter<ReadOnlyMemory<char>>(scored.Schema["Name"]);

        Expect.Error<InvalidOperationException>(() => id(ref value), "stands on no row");
        Expect.Error<InvalidOperationException>(() => name(ref text), "stands on no row");
        while (cursor.MoveNext())
        {
            id(ref value);
            Assert.AreEqual((ulong)cursor.Position, value.Low);
        }
        Assert.IsFalse(cursor.MoveNext());
        Assert.AreEqual(3, probe.RowsRead);
        cursor.Dispose();
        Assert.AreEqual(1, probe.CursorsDisposed);
    }

    [TestMethod]
    public void Batch_Should_Be_That_Of_The_Row_Upstream()
    {
        var scored = _model.Transform(new ProbeView(SmallImages.Load(_ml, 3)) { FirstBatch = 5 });
        using var cursor = scored.GetRowCursor(scored.Schema["Score"]);
        var batches = new List<long> { cursor.Batch };
        while (cursor.MoveNext())
            batches.Add(cursor.Batch);
        batches.Add(cursor.Batch);

        Assert.AreSequenceEqual([0, 5, 6, 7, 0], batches, "0 on no row");
    }

    [TestMethod]
    public void Without_Scores_Rows_Should_Come_Straight_From_Upstream()
    {
        var probe = new ProbeView(SmallImages.Load(_ml, 3));
        var scored = _model.Transform(probe);
        using var cursor = scored.GetRowCursor(scored.Schema["Name"]);

        Assert.AreSame(scored.Schema, cursor.Schema);
        Assert.IsTrue(cursor.IsColumnActive(scored.Schema["Name"]));
        Assert.IsFalse(cursor.IsColumnActive(scored.Schema["Score"]));
        Expect.Error<ArgumentOutOfRangeException>(() => cursor.GetGetter<VBuffer<float>>(scored.Schema["Score"]), "'Score'", "not asked for");
        Assert.IsTrue(cursor.MoveNext());
        Assert.AreEqual(1, probe.RowsRead, "nothing is read ahead");
    }

    [TestMethod]
    public void Other_Columns_Ids_And_Counts_Should_Come_Through_Unchanged()
    {
        var view = SmallImages.Load(_ml, Batch + 9);
        var scored = _model.Transform(view);
        var (expected, actual) = (RowText.Of(view, _ => true), RowText.Of(scored, _ => true));

        Assert.AreSequenceEqual(expected.Select(row => row.Id), actual.Select(row => row.Id));
        foreach (var (before, after) in expected.Zip(actual))
            Assert.StartsWith($"{before.Values} | ", after.Values);
        Assert.AreEqual(view.GetRowCount(), scored.GetRowCount());
    }

    [TestMethod]
    public void Upstream_Should_Be_Read_Once_By_One_Cursor_That_Is_Closed()
    {
        var probe = new ProbeView(SmallImages.Load(_ml, (3 * Batch) + 1));
        _ = _model.Transform(probe).GetColumn<float[]>("Score").Count();

        Assert.AreEqual(1, probe.Cursors);
        Assert.AreEqual((3 * Batch) + 1, probe.RowsRead);
        Assert.AreEqual(1, probe.CursorsDisposed);
    }

    [TestMethod]
    public void Nothing_Should_Be_Scored_That_Nobody_Asks_For()
    {
        var scored = _model.Transform(SmallImages.Load(_ml, 5));
        _model.Dispose();

        Assert.AreEqual(5, scored.GetColumn<string>("Name").Count(), "the model is gone, so scoring would throw");
        Assert.ThrowsExactly<ObjectDisposedException>(() => scored.GetColumn<float[]>("Score").Count());
    }

    [TestMethod]
    public void A_Failure_Upstream_Should_Appear_At_Its_Row()
    {
        var probe = new ProbeView(SmallImages.Load(_ml, 50)) { FailAt = 20 };
        var scored = _model.Transform(probe);

        Assert.AreEqual(10, scored.GetColumn<float[]>("Score").Take(10).Count(), "rows before the failure are usable");
        var read = 0;
        Expect.Error<IOException>(() => { foreach (var _ in scored.GetColumn<float[]>("Score")) read++; }, "Row 20");
        Assert.AreEqual(20, read);
    }

    [TestMethod]
    public void Cursor_Should_Keep_The_Rules_Of_Position_And_Activity()
    {
        var scored = _model.Transform(SmallImages.Load(_ml, 3));
        using var cursor = scored.GetRowCursor(scored.Schema["Score"]);
        var score = cursor.GetGetter<VBuffer<float>>(scored.Schema["Score"]);
        VBuffer<float> value = default;

        Assert.AreEqual(-1, cursor.Position);
        Expect.Error<InvalidOperationException>(() => score(ref value), "MoveNext");
        Expect.Error<ArgumentException>(() => cursor.IsColumnActive(_model.Transform(scored).Schema["Score"]), "its own schema");
        Assert.IsTrue(cursor.IsColumnActive(scored.Schema["Score"]));
        Assert.IsFalse(cursor.IsColumnActive(scored.Schema["Name"]));
        Expect.Error<ArgumentOutOfRangeException>(() => cursor.GetGetter<ReadOnlyMemory<char>>(scored.Schema["Name"]), "'Name'", "not asked for");
        Expect.Error<ArgumentOutOfRangeException>(() => cursor.GetGetter<float>(scored.Schema["Score"]), "'Score'", "Single");

        Assert.IsTrue(cursor.MoveNext());
        score(ref value);
        var first = value.DenseValues().ToArray();
        score(ref value);
        Assert.AreSequenceEqual(first, value.DenseValues(), "a getter gives the same value again");
        Assert.AreEqual(0, cursor.Position);
        while (cursor.MoveNext())
        {
        }
        Assert.AreEqual(-1, cursor.Position);
        Assert.IsFalse(cursor.MoveNext());
    }

    [TestMethod]
    public void Values_Should_Survive_What_The_Consumer_Does_To_Them()
    {
        var scored = _model.Transform(SmallImages.Load(_ml, 2));
        using var cursor = scored.GetRowCursor(scored.Schema["Features"], scored.Schema["Score"]);
        var features = cursor.GetGetter<VBuffer<float>>(scored.Schema["Features"]);
        cursor.MoveNext();
        VBuffer<float> value = default;
        features(ref value);
        var expected = value.DenseValues().ToArray();
        VBufferEditor.CreateFromBuffer(ref value).Values.Clear();
        VBuffer<float> again = default;
        features(ref again);

        Assert.AreSequenceEqual(expected, again.DenseValues());
    }

    [TestMethod]
    public void Columns_Of_Another_Schema_Should_Be_Rejected()
    {
        var scored = _model.Transform(SmallImages.Load(_ml, 3));
        DataViewSchema.Column[] foreign =
        [
            _ml.Data.LoadFromEnumerable([new Prediction()]).Schema["Score"],
            Twice(scored)["Score"],
            _ml.Transforms.CopyColumns("Other", "Score").Fit(scored).GetOutputSchema(scored.Schema)["Other"],
            Retyped(scored)["Score"],
        ];
        foreach (var column in foreign)
            Expect.Error<ArgumentException>(() => scored.GetRowCursor(column), $"'{column.Name}'", "its own schema");

        DataViewSchema Twice(IDataView view) => _model.Transform(view).Schema;

        static DataViewSchema Retyped(IDataView view)
        {
            var schema = new DataViewSchema.Builder();
            foreach (var column in view.Schema)
                schema.AddColumn(column.Name, column.Name == "Score" ? TextDataViewType.Instance : column.Type);
            return schema.ToSchema();
        }
    }

    [TestMethod]
    public void Shuffling_Should_Happen_Upstream_And_Keep_Rows_Together()
    {
        var scored = _model.Transform(SmallImages.Load(_ml, 30));
        var random = new Random(1);
        ProbeView[] probes = [new(_ml.Data.Cache(SmallImages.Load(_ml, 3))), new(SmallImages.Load(_ml, 3))];
        foreach (var probe in probes)
        {
            var view = _model.Transform(probe);
            using var cursor = view.GetRowCursor(view.Schema, random);
            Assert.AreEqual(probe.CanShuffle, view.CanShuffle);
            Assert.AreSame(probe.CanShuffle ? random : null, probe.LastRandom);
        }
        Assert.AreSequenceEqual([true, false], probes.Select(probe => probe.CanShuffle));

        var ordered = Keyed(scored);
        var shuffled = Keyed(_ml.Data.ShuffleRows(scored, seed: 3));
        Assert.AreNotEqual(string.Concat(ordered), string.Concat(shuffled));
        Assert.AreSequenceEqual(ordered.Order(), shuffled.Order());
    }

    [TestMethod]
    public void Rows_That_Are_Taken_Skipped_Filtered_Or_Cached_Should_Keep_Their_Scores()
    {
        var scored = _model.Transform(SmallImages.Load(_ml, 100));
        var all = Keyed(scored);

        Assert.AreSequenceEqual(all.Skip(30).Take(20), Keyed(_ml.Data.TakeRows(_ml.Data.SkipRows(scored, 30), 20)));
        Assert.AreSequenceEqual(all, Keyed(_ml.Data.Cache(scored)));
        Assert.AreSequenceEqual(
            all.Where(row => row.StartsWith("2 ", StringComparison.Ordinal)),
            Keyed(_ml.Data.FilterByCustomPredicate<Predicted>(scored, row => row.PredictedLabel != 2)));
    }

    [TestMethod]
    public void Features_That_Are_Not_Finite_Should_Spoil_Their_Own_Row_Only()
    {
        var rows = SmallImages.Rows(5).ToList();
        rows[2].Features[5] = float.NaN;
        var scored = _model.Transform(SmallImages.WithLabel(_ml, _ml.Data.LoadFromEnumerable(rows)));

        Assert.AreSequenceEqual([false, false, true, false, false], scored.GetColumn<float[]>("Score").Select(score => score.Any(float.IsNaN)));
        Assert.AreSequenceEqual([false, false, true, false, false], scored.GetColumn<uint>("PredictedLabel").Select(label => label == 0));
    }

    [TestMethod]
    public void Pictures_Asked_For_Beside_Scores_Should_Be_Alive()
    {
        using var folder = new TemporaryFolder();
        for (var i = 0; i < 4; i++)
        {
            using var image = MLImage.CreateFromPixels(8, 8, MLPixelFormat.Rgba32, [.. Enumerable.Range(0, 64).SelectMany(p => new byte[] { (byte)(p * i), 0, 0, 255 })]);
            image.Save(folder.File($"{i}.png"));
        }
        var view = _ml.Data.LoadFromEnumerable(Enumerable.Range(0, 4).Select(i => new PictureRow { Path = $"{i}.png" }));
        var pixels = _ml.Transforms.LoadImages("Image", folder.Path, "Path")
            .Append(_ml.Transforms.ResizeImages("Image", 8, 8))
            .Append(_ml.Transforms.ExtractPixels("Features", "Image", colorsToExtract: Microsoft.ML.Transforms.Image.ImagePixelExtractingEstimator.ColorBits.Red));
        var scored = _model.Transform(pixels.Fit(view).Transform(view));

        using var cursor = scored.GetRowCursor(scored.Schema["Image"], scored.Schema["Score"]);
        var image8 = cursor.GetGetter<MLImage>(scored.Schema["Image"]);
        var score = cursor.GetGetter<VBuffer<float>>(scored.Schema["Score"]);
        MLImage? picture = null;
        VBuffer<float> value = default;
        var alive = 0;
        while (cursor.MoveNext())
        {
            score(ref value);
            image8(ref picture!);
            alive += picture.Pixels.Length == 8 * 8 * 4 ? 1 : 0;
        }
        Assert.AreEqual(4, alive);
    }

    private static List<string> Keyed(IDataView scored)
    {
        var names = RowText.Of(scored, index => scored.Schema[index].Name is "PredictedLabel" or "Score" or "Name");
        return [.. names.Select(row => Reordered(row.Values))];
    }

    // Name | PredictedLabel | Score: the label first, so that a filter on it can be checked.
    private static string Reordered(string values)
    {
        var parts = values.Split(" | ");
        return $"{parts[1]} {parts[0]} {parts[2]}";
    }

    private sealed class Prediction
    {
        public float[] Score { get; set; } = [];
    }

    private sealed class Predicted
    {
        [KeyType(3)]
        public uint PredictedLabel { get; set; }
    }

    private sealed class PictureRow
    {
        public string Path { get; set; } = string.Empty;
    }
}
