using Microsoft.ML;
using Microsoft.ML.Data;
using ResNetMLNet.OnnxRuntime;
using ResNetMLNet.Tests.Utilities;

namespace ResNetMLNet.Tests.Explanation;

[TestClass]
public sealed class ExplainTests
{
    private readonly MLContext _ml = new(seed: 1);

    [TestMethod]
    public void Batches_And_Single_Rows_Should_Have_The_Same_Heat_Maps_And_The_Scores_Of_The_Model()
    {
        var view = MarkedImages.Load(_ml, rows: 35);
        var expected = MarkedImages.Model.Transform(view).GetColumn<float[]>("Score").ToList();
        using var engine = _ml.Model.CreatePredictionEngine<MarkedImages.Row, Prediction>(_ml.Model.Explain(MarkedImages.Model));
        using var explained = (IDisposable)_ml.Model.Explain(MarkedImages.Model);

        var rows = _ml.Data.CreateEnumerable<Prediction>(((ITransformer)explained).Transform(view), reuseRowObject: false).ToList();

        Assert.HasCount(expected.Count, rows);
        for (var row = 0; row < rows.Count; row += 11)
        {
            var single = engine.Predict(MarkedImages.Make(row));
            Assert.AreEqual(single.PredictedLabel, rows[row].PredictedLabel);
            AssertClose(expected[row], rows[row].Score);
            AssertClose(single.HeatMap, rows[row].HeatMap);
        }
    }

    [TestMethod]
    public void The_Model_Should_Score_As_Before_And_Neither_Should_Need_The_Other()
    {
        var view = MarkedImages.Load(_ml, 5);
        var model = MarkedImages.Train(epochs: 1);
        var before = RowText.Of(model.Transform(view), _ => true);
        var explained = _ml.Model.Explain(model);
        var maps = explained.Transform(view).GetColumn<float[]>("HeatMap").ToList();
        Assert.AreSequenceEqual(before, RowText.Of(model.Transform(view), _ => true));

        model.Dispose();

        AssertClose(maps[3], explained.Transform(view).GetColumn<float[]>("HeatMap").ElementAt(3));
        ((IDisposable)explained).Dispose();
        Expect.Error<ObjectDisposedException>(() => explained.Transform(view).GetColumn<float[]>("HeatMap").ToList());
        Expect.Error<ObjectDisposedException>(() => _ml.Model.Explain(model), "The model was disposed of");
    }

    [TestMethod]
    [DataRow(null)]
    [DataRow("marked")]
    public void A_Chain_Should_Keep_All_That_It_Has_And_Come_Back_From_Its_File(string? className)
    {
        var view = MarkedImages.Load(_ml, 6);
        var network = new TransformerChain<ITransformer>(_ml.Transforms.CopyColumns("Copy", "Label").Fit(view), MarkedImages.Model);
        var chain = new TransformerChain<ITransformer>(
            network, _ml.Transforms.Conversion.MapKeyToValue("Predicted", "PredictedLabel").Fit(network.Transform(view)));
        var explained = _ml.Model.Explain(chain, className, "Why");
        var loaded = EstimatorContract.SaveAndLoad(_ml, explained, view);

        var schema = explained.GetOutputSchema(view.Schema);

        Assert.AreSequenceEqual([32, 32], ((VectorDataViewType)schema["Why"].Type).Dimensions);
        Assert.AreSequenceEqual(
            ["Features", "Name", "Label", "Copy", "PredictedLabel", "Score", "Why", "Predicted"], schema.Select(column => column.Name));
        SchemaText.AssertSame(schema, loaded.GetOutputSchema(view.Schema));
        Assert.AreSequenceEqual(RowText.Of(explained.Transform(view), _ => true), RowText.Of(loaded.Transform(view), _ => true));
    }

    [TestMethod]
    public void Features_That_Are_Not_Finite_Should_Spoil_Their_Own_Heat_Map_Only()
    {
        var rows = Enumerable.Range(0, 3).Select(MarkedImages.Make).ToList();
        rows[1].Features[5] = float.PositiveInfinity;
        using var explained = (IDisposable)_ml.Model.Explain(MarkedImages.Model);

        var maps = ((ITransformer)explained).Transform(_ml.Data.LoadFromEnumerable(rows)).GetColumn<float[]>("HeatMap").ToList();

        Assert.AreSequenceEqual([false, true, false], maps.Select(map => map.Any(float.IsNaN)));
    }

    [TestMethod]
    public void A_Cursor_May_Change_Threads_Without_Leaks()
    {
        using var explained = (IDisposable)_ml.Model.Explain(MarkedImages.Model);
        var scored = ((ITransformer)explained).Transform(MarkedImages.Load(_ml, 70));
        using var cursor = scored.GetRowCursor([scored.Schema["HeatMap"]]);
        var heatMap = cursor.GetGetter<VBuffer<float>>(scored.Schema["HeatMap"]);
        long live = -1;
        var thread = new Thread(() =>
        {
            VBuffer<float> value = default;
            while (cursor.MoveNext())
                heatMap(ref value);
            live = TorchSharp.DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        });
        thread.Start();
        thread.Join();

        Assert.AreEqual(0, live);
    }

    [TestMethod]
    public void A_Heat_Map_Should_Lie_On_The_Mark_That_Tells_The_Classes_Apart()
    {
        using var explained = (IDisposable)_ml.Model.Explain(MarkedImages.Model, MarkedImages.Names[0]);

        // Every other image has the mark.
        var maps = ((ITransformer)explained).Transform(MarkedImages.Load(_ml, 10)).GetColumn<float[]>("HeatMap");
        foreach (var map in maps.Where((_, row) => row % 2 == 0))
        {
            var mass = map.Index().Where(value => MarkedImages.IsInQuarter(value.Index)).Sum(value => value.Item);
            Assert.IsGreaterThan(0.6f, mass / map.Sum());
        }
    }

    [TestMethod]
    public void A_Heat_Map_Of_The_Predicted_Class_Should_Be_That_Of_Its_Name()
    {
        var view = MarkedImages.Load(_ml, 3);
        var predicted = Maps(null);
        var names = MarkedImages.Model.Transform(view).GetColumn<uint>("PredictedLabel").Select(key => MarkedImages.Names[key - 1]).ToList();

        for (var row = 0; row < 3; row++)
            AssertClose(predicted[row], Maps(names[row])[row]);

        List<float[]> Maps(string? className)
        {
            using var explained = (IDisposable)_ml.Model.Explain(MarkedImages.Model, className);
            return [.. ((ITransformer)explained).Transform(view).GetColumn<float[]>("HeatMap")];
        }
    }

    [TestMethod]
    public void What_Cannot_Be_Explained_Should_Say_Why()
    {
        var view = MarkedImages.Load(_ml, 3);
        using var converted = (IDisposable)_ml.Model.ToOnnxRuntime(MarkedImages.Model);
        var other = _ml.Transforms.CopyColumns("Copy", "Label").Fit(view);
        var two = new TransformerChain<ITransformer>(MarkedImages.Model, MarkedImages.Model);

        Expect.Error<ArgumentException>(() => _ml.Model.Explain((ITransformer)converted), "no trained ResNet", "OnnxRuntimeTransformer", "ToOnnxRuntime");
        Expect.Error<ArgumentException>(() => _ml.Model.Explain(other), "no trained ResNet", "ColumnCopyingTransformer");
        Expect.Error<ArgumentException>(() => _ml.Model.Explain(two), "2 trained ResNets");
        Expect.Error<ArgumentException>(() => _ml.Model.Explain(MarkedImages.Model, "left"), "'left'", "'marked', 'plain'");
        Expect.Error<ArgumentException>(
            () => _ml.Model.Explain(MarkedImages.Model, overlayColumnName: "Overlay"), "'Features'", "ImagesToFeatures", "'HeatMap'");
    }

    private static void AssertClose(float[] expected, float[] found)
    {
        Assert.HasCount(expected.Length, found);
        for (var i = 0; i < expected.Length; i++)
            Assert.AreEqual(expected[i], found[i], 1e-4f, $"number {i}");
    }

    private sealed class Prediction
    {
        public uint PredictedLabel { get; set; }

        public float[] Score { get; set; } = [];

        public float[] HeatMap { get; set; } = [];
    }
}
