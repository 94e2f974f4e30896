using Microsoft.ML;
using Microsoft.ML.Data;
using ResNetMLNet.Tests.Utilities;

namespace ResNetMLNet.Transforms.Tests.Scoring;

[TestClass]
public sealed class WrongLengthTests
{
    private readonly MLContext _ml = new(seed: 1);
    private readonly BandTransformer _model;

    public WrongLengthTests()
    {
        _model = BandTransformer.Named(_ml);
    }

    public static IEnumerable<object?[]> WrongPixels => [[null, "0 values"], [new byte[10], "10 values"], [new byte[65], "65 values"]];

    public static IEnumerable<object?[]> WrongFeatures => [[null, "0 values"], [new float[10], "10 values"], [new float[65], "65 values"]];

    [TestMethod]
    [DynamicData(nameof(WrongPixels))]
    public void Pixels_Of_A_Wrong_Length_Should_Be_Refused_With_Row_And_Lengths(byte[]? pixels, string found)
    {
        var view = _ml.Data.LoadFromEnumerable([new PixelRow(), new PixelRow { Pixels = pixels! }]);
        var features = _ml.Transforms.PixelsToFeatures("Features", "Pixels").Fit(view).Transform(view);

        // ML.NET reads such columns on threads of its own, and wraps what they throw.
        var error = Assert.ThrowsExactly<InvalidOperationException>(() => Read(features, "Features")).GetBaseException();
        foreach (var part in new[] { "id 1", found, "'Pixels'", "64" })
            Assert.Contains(part, error.Message);
    }

    [TestMethod]
    [DynamicData(nameof(WrongFeatures))]
    public void Features_Of_A_Wrong_Length_Should_Be_Refused_With_Row_And_Lengths(float[]? features, string found)
    {
        var rows = SmallImages.Rows(3).ToArray();
        rows[2].Features = features!;

        Expect.Error<InvalidOperationException>(
            () => Read(_model.Transform(_ml.Data.LoadFromEnumerable(rows)), "Score"), "id 2", found, "'Features'", "64");
    }

    [TestMethod]
    public void A_Prediction_Engine_Should_Go_On_Behind_A_Row_Of_A_Wrong_Length()
    {
        var pixels = _ml.Transforms.PixelsToFeatures("Features", "Pixels").Fit(_ml.Data.LoadFromEnumerable([new PixelRow()]));

        using var engine = _ml.Model.CreatePredictionEngine<PixelRow, Prediction>(
            new TransformerChain<ITransformer>(pixels, _model), new PredictionEngineOptions { OwnsTransformer = false });
        var expected = engine.Predict(new PixelRow()).Score;
        engine.Predict(new PixelRow { Pixels = [.. Enumerable.Range(0, 64).Select(i => (byte)(4 * i))] });

        Expect.Error<InvalidOperationException>(() => engine.Predict(new PixelRow { Pixels = null! }), "0 values", "'Pixels'", "64");
        Expect.Error<InvalidOperationException>(() => engine.Predict(new PixelRow { Pixels = [1] }), "1 values", "'Pixels'", "64");
        Assert.AreSequenceEqual(expected, engine.Predict(new PixelRow()).Score);
    }

    [TestMethod]
    public void Sparse_Vectors_Should_Be_Read_As_Dense_Ones()
    {
        var dense = new float[64];
        (dense[3], dense[60]) = (0.25f, 1);
        var sparse = new VBuffer<float>(64, 2, [0.25f, 1], [3, 60]);
        var schema = SchemaDefinition.Create(typeof(SparseRow));
        schema["Features"].ColumnType = new VectorDataViewType(NumberDataViewType.Single, 8, 8);
        var one = _ml.Data.LoadFromEnumerable([SmallImages.Make(1), new SmallImages.Row { Features = dense }]);
        var other = _ml.Data.LoadFromEnumerable([new SparseRow { Features = new(64, SmallImages.Make(1).Features) }, new SparseRow { Features = sparse }], schema);

        Assert.AreSequenceEqual(Scores(one).SelectMany(score => score), Scores(other).SelectMany(score => score));
        Assert.AreSequenceEqual(
            Scores(_ml.Transforms.PixelsToFeatures("Features").Fit(one).Transform(one)).SelectMany(score => score),
            Scores(_ml.Transforms.PixelsToFeatures("Features").Fit(other).Transform(other)).SelectMany(score => score));
    }

    private IEnumerable<float[]> Scores(IDataView view) => _model.Transform(view).GetColumn<float[]>("Score");

    private static int Read(IDataView view, string column) => view.GetColumn<float[]>(column).Count();

    private sealed class PixelRow
    {
        [VectorType(8, 8)]
        public byte[] Pixels { get; set; } = new byte[64];
    }

    private sealed class SparseRow
    {
        public VBuffer<float> Features { get; set; }
    }

    private sealed class Prediction
    {
        public float[] Score { get; set; } = [];
    }
}
