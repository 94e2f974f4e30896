using Microsoft.ML;
using Microsoft.ML.Data;
using ResNetMLNet.Modeling;
using ResNetMLNet.Tests.Utilities;
using ResNetMLNet.Transforms;
using ResNetMLNet.Transforms.Featurization;
using ResNetMLNet.Transforms.HeatMaps;
using ResNetMLNet.Transforms.Pictures;
using SkiaSharp;

namespace ResNetMLNet.Tests.Explanation;

[TestClass]
public sealed class OverlayTests
{
    private const int Size = 16;
    private const int PictureWidth = 60;
    private const int PictureHeight = 30;

    private readonly MLContext _ml = new(seed: 1);

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void A_Row_Should_Have_Its_Picture_With_Its_Heat_Map_On_It(bool isLoaded)
    {
        using var model = Model();
        using var explained = (IDisposable)Explained(model, isLoaded);

        var rows = Read((ITransformer)explained, [Encoded(1), Encoded(2)]);

        foreach (var (index, (heatMap, overlay)) in rows.Index())
        {
            using var encoded = EncodedPicture.Open(Encoded(index + 1), new PictureRules());
            using var picture = encoded.Decode();
            using var expected = HeatMapDrawing.Over(picture, heatMap, Size, SKRect.Create(15, 0, 30, 30));
            Assert.AreSequenceEqual(expected.Pixels.ToArray(), overlay!);
        }
    }

    [TestMethod]
    public void A_Missing_Picture_Should_Have_No_Overlay()
    {
        using var model = Model();
        using var explained = (IDisposable)Explained(model, isLoaded: false);

        var rows = Read((ITransformer)explained, [Encoded(1), [1, 2, 3]]);

        Assert.IsNotNull(rows[0].Overlay);
        Assert.IsTrue(rows[1].HeatMap.All(float.IsNaN));
        Assert.IsNull(rows[1].Overlay);
    }

    [TestMethod]
    public void A_Prediction_Engine_Should_Give_Heat_Maps_Beside_Overlays_Which_ML_NET_Cannot_Hand_Over()
    {
        using var model = Model();
        using var engine = _ml.Model.CreatePredictionEngine<Row, Prediction>(Explained(model, isLoaded: false));

        var heatMap = engine.Predict(new Row { Content = Encoded(1) }).HeatMap;

        Assert.HasCount(Size * Size, heatMap);
    }

    private ITransformer Explained(ITransformer model, bool isLoaded)
    {
        var explained = _ml.Model.Explain(model, overlayColumnName: "Overlay");
        if (!isLoaded)
            return explained;
        using var saved = (IDisposable)explained;
        return EstimatorContract.SaveAndLoad(_ml, explained, Data([]));
    }

    private TransformerChain<ITransformer> Model()
    {
        var pictures = _ml.Transforms.LoadPictures("Picture", "Content", unreadable: UnreadablePictures.Missing)
            .Append(_ml.Transforms.ImagesToFeatures("Features", "Picture", Size, Size)).Fit(Data([]));
        var network = Networks.WithStatistics(
            channels: 3, classCount: 2, new ResNetDescription(Stem: ResNetStem.Small) { Widths = [8, 8, 8, 8] });
        return new TransformerChain<ITransformer>(
            pictures, UntrainedModel.Of(_ml, network, new ImageShape(3, Size, Size), "first", "second"));
    }

    private List<(float[] HeatMap, byte[]? Overlay)> Read(ITransformer explained, byte[][] contents)
    {
        var view = explained.Transform(Data(contents));
        using var cursor = view.GetRowCursor(view.Schema);
        var getHeatMap = cursor.GetGetter<VBuffer<float>>(view.Schema["HeatMap"]);
        var getOverlay = cursor.GetGetter<MLImage>(view.Schema["Overlay"]);
        VBuffer<float> heatMap = default;
        MLImage? overlay = null;
        var rows = new List<(float[] HeatMap, byte[]? Overlay)>();
        while (cursor.MoveNext())
        {
            getHeatMap(ref heatMap);
            getOverlay(ref overlay!);
            rows.Add(([.. heatMap.DenseValues()], overlay?.Pixels.ToArray()));
        }
        return rows;
    }

    private IDataView Data(byte[][] contents) => _ml.Data.LoadFromEnumerable(contents.Select(content => new Row { Content = content }));

    private static byte[] Encoded(int seed)
    {
        using var bitmap = new SKBitmap(new SKImageInfo(PictureWidth, PictureHeight, SKColorType.Rgba8888, SKAlphaType.Opaque));
        var random = new Random(seed);
        bitmap.Pixels = [.. Enumerable.Range(0, PictureWidth * PictureHeight).Select(_ => new SKColor((uint)random.Next()).WithAlpha(255))];
        using var data = bitmap.Encode(SKEncodedImageFormat.Png, quality: 100);
        return data.ToArray();
    }

    private sealed class Row
    {
        public byte[] Content { get; set; } = [];
    }

    private sealed class Prediction
    {
        public float[] HeatMap { get; set; } = [];
    }
}
