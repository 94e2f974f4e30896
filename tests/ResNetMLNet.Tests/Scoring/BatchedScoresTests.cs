using Microsoft.ML;
using Microsoft.ML.Data;
using ResNetMLNet.Tests.Utilities;
using ResNetMLNet.Transforms.Scoring;

namespace ResNetMLNet.Tests.Scoring;

[TestClass]
public sealed class BatchedScoresTests
{
    private const int Batch = ScoringBatch.Largest;

    private readonly MLContext _ml = new(seed: 1);

    [TestMethod]
    [DataRow(1)]
    [DataRow(Batch - 1)]
    [DataRow(Batch)]
    [DataRow((2 * Batch) + 7)]
    public void Scores_In_Batches_Should_Equal_Scores_Row_By_Row(int rows)
    {
        var view = SmallImages.Load(_ml, rows, seed: 2);
        var scores = TrainedModel.Shared.Transform(view).GetColumn<float[]>("Score").ToList();
        using var engine = _ml.Model.CreatePredictionEngine<SmallImages.Row, Prediction>(
            TrainedModel.Shared, new PredictionEngineOptions { OwnsTransformer = false });

        Assert.HasCount(rows, scores);
        for (var row = 0; row < rows; row++)
        {
            var prediction = engine.Predict(SmallImages.Make(row, seed: 2));
            for (var label = 0; label < 3; label++)
                Assert.AreEqual(prediction.Score[label], scores[row][label], 1e-5f, $"row {row}");
        }
    }

    [TestMethod]
    public async Task Many_Threads_Should_Get_The_Same_Scores()
    {
        var scored = TrainedModel.Shared.Transform(SmallImages.Load(_ml, 150));
        var expected = string.Concat(Keyed(scored));

        var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => string.Concat(Keyed(scored)))));

        foreach (var result in results)
            Assert.AreEqual(expected, result);
    }

    [TestMethod]
    public void A_Cursor_May_Change_Threads_Without_Gradients_Or_Leaks()
    {
        var scored = TrainedModel.Shared.Transform(SmallImages.Load(_ml, 2 * Batch));
        using var cursor = scored.GetRowCursor(scored.Schema["Score"]);
        var score = cursor.GetGetter<VBuffer<float>>(scored.Schema["Score"]);
        long live = -1;
        var thread = new Thread(() =>
        {
            VBuffer<float> value = default;
            while (cursor.MoveNext())
                score(ref value);
            live = TorchSharp.DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        });
        thread.Start();
        thread.Join();

        Assert.AreEqual(0, live);
    }

    [TestMethod]
    public void Features_That_Are_Not_Finite_Should_Spoil_Their_Own_Row_Only()
    {
        var rows = SmallImages.Rows(5).ToList();
        rows[2].Features[5] = float.NaN;
        var scored = TrainedModel.Shared.Transform(SmallImages.WithLabel(_ml, _ml.Data.LoadFromEnumerable(rows)));

        Assert.AreSequenceEqual([false, false, true, false, false], scored.GetColumn<float[]>("Score").Select(score => score.Any(float.IsNaN)));
        Assert.AreSequenceEqual([false, false, true, false, false], scored.GetColumn<uint>("PredictedLabel").Select(label => label == 0));
    }

    private static List<string> Keyed(IDataView scored)
    {
        var names = RowText.Of(scored, index => scored.Schema[index].Name is "PredictedLabel" or "Score" or "Name");
        return [.. names.Select(row => row.Values)];
    }

    private sealed class Prediction
    {
        public float[] Score { get; set; } = [];
    }
}
