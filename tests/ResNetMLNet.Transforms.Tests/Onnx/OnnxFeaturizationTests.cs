using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.Transforms.Image;
using ResNetMLNet.Tests.Onnx;
using ResNetMLNet.Transforms.Featurization;
using ResNetMLNet.Transforms.Onnx;

namespace ResNetMLNet.Transforms.Tests.Onnx;

[TestClass]
public sealed class OnnxFeaturizationTests
{
    private readonly MLContext _ml = new(seed: 1);

    [TestMethod]
    [DataRow(new[] { 28, 28 }, 96, 96, DisplayName = "up")]
    [DataRow(new[] { 28, 28 }, 11, 13, DisplayName = "down")]
    [DataRow(new[] { 28, 28 }, null, null, DisplayName = "as they are")]
    [DataRow(new[] { 3, 7, 5 }, 9, 3, DisplayName = "colours")]
    [DataRow(new[] { 75 }, 8, null, DisplayName = "in one dimension")]
    [DataRow(new[] { 1, 1 }, 4, 4, DisplayName = "one pixel")]
    public void Pixels_Should_Become_The_Features_Of_The_Transformer(int[] dimensions, int? height, int? width)
    {
        var length = dimensions.Aggregate(1, (a, b) => a * b);
        var random = new Random(1);
        byte[][] rows = [.. Enumerable.Range(0, 3).Select(_ => { var row = new byte[length]; random.NextBytes(row); return row; })];
        AssertPixels(rows, row => row);
        AssertPixels(rows, row => Array.ConvertAll(row, value => value + 0.25f));

        void AssertPixels<T>(byte[][] rows, Func<byte[], T[]> convert)
            where T : unmanaged
        {
            var definition = SchemaDefinition.Create(typeof(PixelRow<T>));
            var item = typeof(T) == typeof(byte) ? (PrimitiveDataViewType)NumberDataViewType.Byte : NumberDataViewType.Single;
            definition["Pixels"].ColumnType = new VectorDataViewType(item, dimensions);
            var view = _ml.Data.LoadFromEnumerable(rows.Select(row => new PixelRow<T> { Pixels = convert(row) }), definition);
            var transformer = _ml.Transforms.PixelsToFeatures("Features", "Pixels", height, width, mean: [0.3f], standardDeviation: [0.4f]).Fit(view);

            using var session = Session(transformer, view.Schema);
            var (actual, shape) = OnnxRun.Of(session, rows.SelectMany(convert).ToArray(), [3, .. dimensions.Select(size => (long)size)]);

            var features = transformer.Transform(view);
            var type = (VectorDataViewType)features.Schema["Features"].Type;
            Assert.AreSequenceEqual([3L, .. type.Dimensions.Select(size => (long)size)], shape);
            var expected = features.GetColumn<float[]>("Features").SelectMany(row => row).ToArray();
            for (var i = 0; i < expected.Length; i++)
                Assert.AreEqual(expected[i], actual[i], 2e-5f);
        }
    }

    /// <summary>Sizes at which something is rounded: longer sides, halves of what is cut off or missing, ranges of taps.</summary>
    [TestMethod]
    [DataRow(40, 30, 24, 20, 20, 3, DisplayName = "down")]
    [DataRow(40, 30, 24, 20, 20, 1)]
    [DataRow(13, 17, 31, 28, 28, 3, DisplayName = "up")]
    [DataRow(100, 37, 16, 16, 16, 1, DisplayName = "down, the longer side rounded down")]
    [DataRow(9, 7, 5, 8, 8, 3, DisplayName = "smaller than the crop")]
    [DataRow(28, 28, 28, 28, 28, 1, DisplayName = "as it is")]
    [DataRow(5, 200, 6, 7, 6, 3, DisplayName = "tall")]
    [DataRow(300, 1, 3, 3, 5, 3, DisplayName = "one row")]
    [DataRow(41, 41, 32, 31, 30, 3, DisplayName = "half a pixel too much, rounded to 0")]
    [DataRow(33, 33, 33, 30, 28, 3, DisplayName = "half a pixel too much, rounded to 2")]
    [DataRow(10, 10, 10, 15, 14, 3, DisplayName = "an odd border")]
    [DataRow(3, 2, 64, 64, 64, 1, DisplayName = "up by 32")]
    [DataRow(500, 375, 256, 224, 224, 3, DisplayName = "as for ImageNet")]
    public void Pictures_Should_Become_The_Features_Of_The_Transformer_To_The_Last_Bit(
        int width, int height, int resizeTo, int cropHeight, int cropWidth, int channels)
    {
        using var picture = Noise(width, height, withAlpha: false);
        using var translucent = Noise(width, height, withAlpha: true);
        MLImage[] pictures = [picture, translucent];
        var view = _ml.Data.LoadFromEnumerable(pictures.Select(image => new PictureRow { Picture = image }));
        var mean = channels == 3 ? ImageNet.Mean : [0.4f];
        var transformer = _ml.Transforms.ImagesToFeatures("Features", "Picture", cropHeight, cropWidth, resizeTo, channels, mean: mean).Fit(view);

        using var session = Session(transformer, view.Schema);
        var planes = pictures.SelectMany(image => new PicturePixels(image).Planes()).ToArray();
        var (actual, shape) = OnnxRun.Of(session, planes, 2, 3, height, width);

        Assert.AreSequenceEqual([2L, channels, cropHeight, cropWidth], shape);
        Assert.AreSequenceEqual(transformer.Transform(view).GetColumn<float[]>("Features").SelectMany(row => row), actual);
    }

    [TestMethod]
    public void Pictures_Of_Any_Size_Should_Go_Into_One_File()
    {
        var view = _ml.Data.LoadFromEnumerable<PictureRow>([]);
        var transformer = _ml.Transforms.ImagesToFeatures("Features", "Picture", 10, 12, resizeTo: 14).Fit(view);
        using var session = Session(transformer, view.Schema);

        var random = new Random(2);
        foreach (var _ in Enumerable.Range(0, 40))
        {
            using var picture = Noise(random.Next(1, 60), random.Next(1, 60), withAlpha: false);
            var features = new float[3 * 10 * 12];
            new PictureFeaturizer(new(3, 10, 12), 14, new(1f / 255, [0], [1])).Featurize(picture, features);

            var (actual, _) = OnnxRun.Of(session, new PicturePixels(picture).Planes(), 1, 3, picture.Height, picture.Width);

            Assert.AreSequenceEqual(features, actual, $"{picture.Width} x {picture.Height}");
        }
    }

    private static InferenceSession Session(ITransformer transformer, DataViewSchema schema)
    {
        var graph = new OnnxGraph();
        var features = OnnxFeaturization.Of(transformer, schema)!.AddTo(graph);
        graph.AddOutput(features, "channels", "height of features", "width of features");
        using var stream = new MemoryStream();
        OnnxMessages.Model(graph.ToMessage("Features"), "Test", "1", []).WriteTo(stream);
        return OnnxRun.Session(stream.ToArray());
    }

    private static MLImage Noise(int width, int height, bool withAlpha)
    {
        var bytes = new byte[width * height * 4];
        new Random(width + height).NextBytes(bytes);
        for (var i = 0; i < bytes.Length; i += 4)
        {
            var alpha = withAlpha ? bytes[i + 3] : byte.MaxValue;

            // As ML.NET keeps them: multiplied by alpha.
            for (var channel = 0; channel < 3; channel++)
                bytes[i + channel] = (byte)(bytes[i + channel] * alpha / byte.MaxValue);
            bytes[i + 3] = alpha;
        }
        return MLImage.CreateFromPixels(width, height, MLPixelFormat.Rgba32, bytes);
    }

    private sealed class PixelRow<T>
    {
        public T[] Pixels { get; set; } = [];
    }

    private sealed class PictureRow
    {
        /// <summary>A size has to be named, and nothing holds pictures to it.</summary>
        [ImageType(1, 1)]
        public MLImage? Picture { get; set; }
    }
}
