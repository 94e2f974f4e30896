using Microsoft.ML;
using Microsoft.ML.Data;
using ResNetMLNet.Tests.Utilities;
using ResNetMLNet.Transforms.Featurization;

namespace ResNetMLNet.Transforms.Tests.Featurization;

[TestClass]
public sealed class PixelsToFeaturesTests
{
    private static readonly MLContext _ml = new(seed: 1);

    [TestMethod]
    public void Bytes_Should_Be_Scaled_And_Normalized_By_Default_From_255_To_1()
    {
        var view = ByteView(2, 2, [0, 51, 102, 255]);

        var plain = Features(_ml.Transforms.PixelsToFeatures("Features", "Pixels"), view).Single();
        var normalized = Features(_ml.Transforms.PixelsToFeatures("Features", "Pixels", mean: [0.2f], standardDeviation: [0.5f]), view).Single();

        AssertClose([0, 0.2f, 0.4f, 1], plain);
        AssertClose([-0.4f, 0, 0.4f, 1.6f], normalized);
    }

    [TestMethod]
    public void Each_Channel_Should_Have_Its_Own_Mean_And_Deviation()
    {
        var view = FloatView(3, 1, 1, [1, 2, 3]);

        var features = Features(
            _ml.Transforms.PixelsToFeatures("Features", "Pixels", scale: 1, mean: [1, 0, 1], standardDeviation: [1, 2, 4]), view).Single();

        AssertClose([0, 1, 0.5f], features);
    }

    [TestMethod]
    public void Output_Should_Be_Shaped_Channels_Height_Width()
    {
        var estimator = _ml.Transforms.PixelsToFeatures("Features", "Pixels", imageHeight: 4);

        Assert.AreSequenceEqual([1, 4, 2], Dimensions(estimator, ByteView(2, 2, new byte[4])));
        Assert.AreSequenceEqual([3, 4, 5], Dimensions(estimator, FloatView(3, 6, 5, new float[90])));
        Assert.AreSequenceEqual([1, 2, 7], Dimensions(_ml.Transforms.PixelsToFeatures("Features", "Pixels", imageWidth: 7), ByteView(2, 2, new byte[4])));
    }

    [TestMethod]
    public void Slots_Should_Be_Named_By_Channel_Row_And_Column()
    {
        var view = FloatView(3, 2, 2, new float[12]);
        VBuffer<ReadOnlyMemory<char>> names = default;
        _ml.Transforms.PixelsToFeatures("Features", "Pixels", imageHeight: 1).Fit(view).GetOutputSchema(view.Schema)["Features"].GetSlotNames(ref names);

        Assert.AreSequenceEqual(
            ["c0.y0.x0", "c0.y0.x1", "c1.y0.x0", "c1.y0.x1", "c2.y0.x0", "c2.y0.x1"], names.DenseValues().Select(name => name.ToString()));
    }

    [TestMethod]
    public void One_Dimension_Should_Be_Read_As_A_Square_Image()
    {
        var estimator = _ml.Transforms.PixelsToFeatures("Features", "Pixels");

        Assert.AreSequenceEqual([1, 28, 28], Dimensions(estimator, FlatView(784)));
        Assert.AreSequenceEqual([3, 32, 32], Dimensions(estimator, FlatView(3072)));
    }

    [TestMethod]
    public void A_Length_That_Is_No_Square_Should_Be_Rejected() =>
        Expect.Error<ArgumentOutOfRangeException>(
            () => _ml.Transforms.PixelsToFeatures("Features", "Pixels").Fit(FlatView(785)),
            "pixel column 'Pixels'", "785", "dimensions (channels, height, width)");

    [TestMethod]
    public void Interleaved_Colours_Should_Be_Rejected_With_The_Remedy() =>
        Expect.Error<ArgumentOutOfRangeException>(
            () => _ml.Transforms.PixelsToFeatures("Features", "Pixels").Fit(FloatView(28, 28, 3, new float[28 * 28 * 3])),
            "Pixels", "28, 28, 3", "interleavePixelColors");

    [TestMethod]
    public void A_Vector_Of_Unknown_Size_Should_Be_Rejected()
    {
        var view = _ml.Data.LoadFromEnumerable([new UnknownSizeRow { Pixels = [1, 2, 3, 4] }]);
        var estimator = _ml.Transforms.PixelsToFeatures("Features", "Pixels");

        Expect.Error<ArgumentOutOfRangeException>(() => estimator.Fit(view), "Pixels", "known size");
        Expect.Error<ArgumentOutOfRangeException>(() => estimator.GetOutputSchema(SchemaShape.Create(view.Schema)), "Pixels", "known size");
    }

    [TestMethod]
    public void A_Missing_Or_Wrong_Column_Should_Be_Rejected()
    {
        var view = _ml.Data.LoadFromEnumerable(SmallImages.Rows(1));
        Expect.Error<ArgumentOutOfRangeException>(() => _ml.Transforms.PixelsToFeatures("Features", "Pixels").Fit(view), "'Pixels'");
        Expect.Error<ArgumentOutOfRangeException>(
            () => _ml.Transforms.PixelsToFeatures("Features", "Pixels").GetOutputSchema(SchemaShape.Create(view.Schema)), "pixel column 'Pixels'");
        Expect.Error<ArgumentOutOfRangeException>(
            () => _ml.Transforms.PixelsToFeatures("Features", "Name").GetOutputSchema(SchemaShape.Create(view.Schema)), "pixel column 'Name'", "Byte or Single");
        Assert.ThrowsExactly<ArgumentNullException>(() => _ml.Transforms.PixelsToFeatures("Features").GetOutputSchema(null!));
        var transformer = _ml.Transforms.PixelsToFeatures("Features", "Pixels").Fit(ByteView(2, 2, new byte[4]));
        Expect.Error<ArgumentOutOfRangeException>(() => transformer.Transform(view), "Could not find input column 'Pixels'");
        Expect.Error<ArgumentOutOfRangeException>(() => _ml.Transforms.PixelsToFeatures("Features", "Name").Fit(view), "pixel column 'Name'", "Byte or Single");
    }

    [TestMethod]
    public void Means_That_Do_Not_Fit_The_Channels_Should_Be_Rejected() =>
        Expect.Error<ArgumentOutOfRangeException>(
            () => _ml.Transforms.PixelsToFeatures("Features", "Pixels", mean: [1, 2, 3]).Fit(ByteView(2, 2, new byte[4])),
            "pixel column 'Pixels'", "as many channels", "1 channels");

    [TestMethod]
    [DataRow(0, 28, "imageHeight is 0")]
    [DataRow(28, -1, "imageWidth is -1")]
    public void Sizes_Below_One_Should_Be_Rejected(int height, int width, string problem) =>
        Expect.Error<ArgumentOutOfRangeException>(
            () => _ml.Transforms.PixelsToFeatures("Features", "Pixels", height, width), problem, "at least 1");

    [TestMethod]
    public void Numbers_That_Cannot_Be_Computed_With_Should_Be_Rejected()
    {
        Expect.Error<ArgumentOutOfRangeException>(() => _ml.Transforms.PixelsToFeatures("F", scale: 0), "scale is 0", "a finite number other than 0");
        Expect.Error<ArgumentOutOfRangeException>(() => _ml.Transforms.PixelsToFeatures("F", mean: [float.NaN]), "mean is NaN", "a finite number");
        Expect.Error<ArgumentOutOfRangeException>(() => _ml.Transforms.PixelsToFeatures("F", standardDeviation: [0]), "standardDeviation is 0", "a finite number above 0");
        Expect.Error<ArgumentOutOfRangeException>(() => _ml.Transforms.PixelsToFeatures("F", mean: []), "no number");
    }

    [TestMethod]
    public void A_Catalog_And_A_Name_Should_Be_Given()
    {
        Assert.ThrowsExactly<ArgumentNullException>(() => FeaturizationCatalog.PixelsToFeatures(null!, "F"));
        Assert.ThrowsExactly<ArgumentNullException>(() => FeaturizationCatalog.ImagesToFeatures(null!, "F"));
        Assert.ThrowsExactly<ArgumentException>(() => _ml.Transforms.PixelsToFeatures(" "));
        Assert.ThrowsExactly<ArgumentException>(() => _ml.Transforms.ImagesToFeatures(" "));
    }

    [TestMethod]
    public void Transform_Should_Follow_The_Contract_Of_ML_NET()
    {
        var view = _ml.Data.LoadFromEnumerable(Enumerable.Range(0, 40).Select(row => new ByteRow { Pixels = [(byte)row, 1, 2, 3] }), ByteSchema(2, 2));
        EstimatorContract.Check(_ml, _ml.Transforms.PixelsToFeatures("Features", "Pixels", 3, 3, mean: [0.5f]), view, ["Pixels"]);
    }

    [TestMethod]
    public void Pictures_From_Files_Should_Come_In_By_ML_NETs_Own_Transforms()
    {
        using var folder = new TemporaryFolder();
        using (var image = MLImage.CreateFromPixels(6, 4, MLPixelFormat.Rgba32, [.. Enumerable.Range(0, 24).SelectMany(i => new byte[] { (byte)(i * 10), 0, 0, 255 })]))
            image.Save(folder.File("picture.png"));
        var view = _ml.Data.LoadFromEnumerable([new PictureRow { Path = "picture.png" }]);
        var pipeline = _ml.Transforms.LoadImages("Image", folder.Path, "Path")
            .Append(_ml.Transforms.ResizeImages("Image", imageWidth: 6, imageHeight: 4))
            .Append(_ml.Transforms.ExtractPixels("Pixels", "Image", colorsToExtract: Microsoft.ML.Transforms.Image.ImagePixelExtractingEstimator.ColorBits.Red))
            .Append(_ml.Transforms.PixelsToFeatures("Features", "Pixels"));

        var features = pipeline.Fit(view).Transform(view);

        Assert.AreSequenceEqual([1, 4, 6], ((VectorDataViewType)features.Schema["Features"].Type).Dimensions);
        AssertClose([.. Enumerable.Range(0, 24).Select(i => i * 10 / 255f)], features.GetColumn<float[]>("Features").Single());
    }

    private static IEnumerable<float[]> Features(PixelsToFeaturesEstimator estimator, IDataView view) =>
        estimator.Fit(view).Transform(view).GetColumn<float[]>("Features");

    private static int[] Dimensions(PixelsToFeaturesEstimator estimator, IDataView view) =>
        [.. ((VectorDataViewType)estimator.Fit(view).GetOutputSchema(view.Schema)["Features"].Type).Dimensions];

    private static void AssertClose(float[] expected, float[] actual)
    {
        Assert.HasCount(expected.Length, actual);
        for (var i = 0; i < expected.Length; i++)
            Assert.AreEqual(expected[i], actual[i], 1e-6f, $"place {i}");
    }

    private static IDataView FloatView(int channels, int height, int width, float[] pixels)
    {
        var schema = SchemaDefinition.Create(typeof(FloatRow));
        schema["Pixels"].ColumnType = new VectorDataViewType(NumberDataViewType.Single, channels, height, width);
        return _ml.Data.LoadFromEnumerable([new FloatRow { Pixels = pixels }], schema);
    }

    private static IDataView FlatView(int size)
    {
        var schema = SchemaDefinition.Create(typeof(FloatRow));
        schema["Pixels"].ColumnType = new VectorDataViewType(NumberDataViewType.Single, size);
        return _ml.Data.LoadFromEnumerable([new FloatRow { Pixels = new float[size] }], schema);
    }

    private static IDataView ByteView(int height, int width, byte[] pixels) =>
        _ml.Data.LoadFromEnumerable([new ByteRow { Pixels = pixels }], ByteSchema(height, width));

    private static SchemaDefinition ByteSchema(int height, int width)
    {
        var schema = SchemaDefinition.Create(typeof(ByteRow));
        schema["Pixels"].ColumnType = new VectorDataViewType(NumberDataViewType.Byte, height, width);
        return schema;
    }

    private sealed class FloatRow
    {
        public float[] Pixels { get; set; } = [];
    }

    private sealed class ByteRow
    {
        public byte[] Pixels { get; set; } = [];
    }

    private sealed class UnknownSizeRow
    {
        public float[] Pixels { get; set; } = [];
    }

    private sealed class PictureRow
    {
        public string Path { get; set; } = string.Empty;
    }
}
