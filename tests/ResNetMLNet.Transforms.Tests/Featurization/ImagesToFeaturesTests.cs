using System.Security.Cryptography;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;
using ResNetMLNet.Tests.Utilities;
using ResNetMLNet.Transforms.Featurization;

namespace ResNetMLNet.Transforms.Tests.Featurization;

[TestClass]
public sealed class ImagesToFeaturesTests
{
    private static readonly MLContext _ml = new(seed: 1);

    /// <summary>
    /// What torchvision 0.14 makes of a picture of Pillow 9.4 (converted to L for one channel) by Resize and CenterCrop: the
    /// first plane's upper corners, the last one's lower left corner and centre, and the SHA-256 of all planes.
    /// </summary>
    [TestMethod]
    [DataRow(40, 30, 24, 20, 20, 3, new[] { 172, 70, 110, 122 }, "9040244dbf24d5ad", DisplayName = "down")]
    [DataRow(40, 30, 24, 20, 20, 1, new[] { 144, 103, 89, 76 }, "537503708561883d")]
    [DataRow(13, 17, 31, 28, 28, 3, new[] { 43, 198, 91, 159 }, "535a7bd698c1d5ae", DisplayName = "up")]
    [DataRow(13, 17, 31, 28, 28, 1, new[] { 76, 109, 152, 140 }, "23a00726bad855fb")]
    [DataRow(100, 37, 16, 16, 16, 3, new[] { 96, 149, 96, 118 }, "e06ea54f094aa8e3", DisplayName = "down, the longer side rounded down")]
    [DataRow(100, 37, 16, 16, 16, 1, new[] { 85, 130, 139, 119 }, "f614febf9fb947b2")]
    [DataRow(9, 7, 5, 8, 8, 3, new[] { 0, 0, 0, 182 }, "2004c4f6031dd6a1", DisplayName = "smaller than the crop")]
    [DataRow(9, 7, 5, 8, 8, 1, new[] { 0, 0, 0, 139 }, "b9615059d075dbab")]
    [DataRow(28, 28, 28, 28, 28, 3, new[] { 0, 180, 141, 102 }, "b2286289e87ceaea", DisplayName = "as it is")]
    [DataRow(28, 28, 28, 28, 28, 1, new[] { 33, 183, 94, 55 }, "e1a3f93b4f59100c")]
    [DataRow(5, 200, 6, 7, 6, 3, new[] { 115, 202, 136, 52 }, "4ce5cf860da5e9e0", DisplayName = "tall")]
    [DataRow(300, 1, 3, 3, 5, 3, new[] { 146, 79, 226, 149 }, "178646dffcb3ce11", DisplayName = "one row")]
    [DataRow(41, 41, 32, 31, 30, 3, new[] { 27, 139, 106, 117 }, "3ca9978aa1619115", DisplayName = "half a pixel too much, rounded to 0")]
    [DataRow(33, 33, 33, 30, 28, 3, new[] { 82, 196, 233, 21 }, "44bceaeef5a3e04b", DisplayName = "half a pixel too much, rounded to 2")]
    [DataRow(500, 375, 256, 224, 224, 3, new[] { 86, 134, 131, 206 }, "2b0cbcfeb2ada6bb", DisplayName = "as for ImageNet")]
    [DataRow(500, 375, 256, 224, 224, 1, new[] { 113, 133, 120, 180 }, "d8c67606a94c8764")]
    [DataRow(10, 10, 10, 15, 14, 3, new[] { 0, 0, 0, 254 }, "33e8a92035493558", DisplayName = "an odd border")]
    [DataRow(3, 2, 64, 64, 64, 3, new[] { 0, 34, 85, 100 }, "ae3a8ac63366c3ab", DisplayName = "up by 32")]
    public void Bytes_Should_Be_Those_Of_Torchvision(
        int width, int height, int resizeTo, int cropHeight, int cropWidth, int channels, int[] pixels, string sha256)
    {
        foreach (var format in new[] { MLPixelFormat.Bgra32, MLPixelFormat.Rgba32 })
        {
            using var picture = Picture(width, height, format);
            var estimator = _ml.Transforms.ImagesToFeatures("Features", "Image", cropHeight, cropWidth, resizeTo, channels, scale: 1);

            byte[] bytes = [.. Features(estimator, picture).Select(value => (byte)value)];

            var last = (channels - 1) * cropHeight * cropWidth;
            Assert.AreSequenceEqual(
                pixels,
                [bytes[0], bytes[cropWidth - 1], bytes[last + ((cropHeight - 1) * cropWidth)], bytes[last + (cropHeight / 2 * cropWidth) + (cropWidth / 2)]]);
            Assert.AreEqual(sha256, Convert.ToHexStringLower(SHA256.HashData(bytes))[..16]);
        }
    }

    [TestMethod]
    public void Features_Should_Be_Normalized_As_By_Torchvision()
    {
        using var picture = Picture(40, 30);
        var features = Features(
            _ml.Transforms.ImagesToFeatures("Features", "Image", 20, 20, 24, mean: ImageNet.Mean, standardDeviation: ImageNet.StandardDeviation), picture);

        Assert.AreEqual(0.8275537490844727, features[0], 1e-6);
        Assert.AreEqual(-0.6001399755477905, features[400 + (10 * 20) + 10], 1e-6);
        Assert.AreEqual(-0.42753803730010986, features[^1], 1e-6);
    }

    [TestMethod]
    public void Around_A_Small_Picture_Should_Be_Black_In_Each_Channel()
    {
        using var picture = Picture(10, 10);
        var features = Features(
            _ml.Transforms.ImagesToFeatures("Features", "Image", 12, 14, resizeTo: 10, mean: [0, 1, 2], standardDeviation: [1, 2, 4]), picture);
        Assert.AreSequenceEqual([0f, -0.5f, -0.5f], [features[0], features[168], features[336]]);
    }

    [TestMethod]
    public void Without_ResizeTo_The_Crop_Should_Be_Filled_And_Nothing_More()
    {
        using var picture = Picture(60, 40);
        foreach (var (height, width, resizeTo) in new[] { (16, 24, 24), (2, 1, 2) })
        {
            Assert.AreSequenceEqual(
                Features(_ml.Transforms.ImagesToFeatures("Features", "Image", height, width, resizeTo), picture),
                Features(_ml.Transforms.ImagesToFeatures("Features", "Image", height, width), picture));
        }
    }

    [TestMethod]
    public void Alpha_Should_Be_Dropped_And_Not_Darken_The_Colours()
    {
        // ML.NET holds colours multiplied by alpha: 200, 100, 50 behind an alpha of 128; nothing behind one of 0.
        using var picture = MLImage.CreateFromPixels(2, 1, MLPixelFormat.Rgba32, [100, 50, 25, 128, 0, 0, 0, 0]);
        var features = Features(_ml.Transforms.ImagesToFeatures("Features", "Image", 1, 2, 1, scale: 1), picture);
        Assert.AreSequenceEqual([199f, 0, 100, 0, 50, 0], features);
    }

    [TestMethod]
    public void Alpha_Should_Be_Seen_Whatever_The_Pixels_Beside_Have()
    {
        using var picture = MLImage.CreateFromPixels(2, 1, MLPixelFormat.Rgba32, [100, 50, 25, 128, 100, 50, 25, 128]);
        var features = Features(_ml.Transforms.ImagesToFeatures("Features", "Image", 1, 2, 1, scale: 1), picture);
        Assert.AreSequenceEqual([199f, 199, 100, 100, 50, 50], features);
    }

    [TestMethod]
    public void Pictures_Of_Several_Sizes_Should_Come_Out_As_Each_By_Itself()
    {
        MLImage[] pictures = [Picture(40, 30), Picture(7, 9), Picture(40, 30, MLPixelFormat.Rgba32), Picture(90, 30), Picture(40, 31)];
        var estimator = _ml.Transforms.ImagesToFeatures("Features", "Image", 12, 10, 13);

        var together = estimator.Fit(View(pictures)).Transform(View(pictures)).GetColumn<float[]>("Features").ToList();

        for (var i = 0; i < pictures.Length; i++)
            Assert.AreSequenceEqual(Features(estimator, pictures[i]), together[i]);
        foreach (var picture in pictures)
            picture.Dispose();
    }

    [TestMethod]
    public void Pictures_From_Files_Should_Come_In_By_LoadImages()
    {
        using var folder = new TemporaryFolder();
        using var picture = Picture(31, 22);
        picture.Save(folder.File("picture.png"));
        var view = _ml.Data.LoadFromEnumerable([new PathRow { Path = "picture.png" }, new PathRow { Path = "picture.png" }]);
        var estimator = _ml.Transforms.ImagesToFeatures("Features", "Image", 12, 10, 13);
        var pipeline = _ml.Transforms.LoadImages("Image", folder.Path, "Path").Append(estimator);

        var features = pipeline.Fit(view).Transform(view);

        Assert.AreSequenceEqual([3, 12, 10], ((VectorDataViewType)features.Schema["Features"].Type).Dimensions);
        foreach (var row in features.GetColumn<float[]>("Features"))
            Assert.AreSequenceEqual(Features(estimator, picture), row);
    }

    [TestMethod]
    public void Transform_Should_Follow_The_Contract_Of_ML_NET()
    {
        MLImage[] pictures = [.. Enumerable.Range(0, 20).Select(row => Picture(5 + row, 7))];
        var estimator = _ml.Transforms.ImagesToFeatures("Features", "Image", 4, 5, 6, 1, mean: [0.5f], standardDeviation: [0.25f]);
        EstimatorContract.Check(_ml, estimator, View(pictures), ["Image"]);
        EstimatorContract.Check(_ml, _ml.Transforms.ImagesToFeatures("Image", imageHeight: 4, imageWidth: 4), View(pictures), []);
        foreach (var picture in pictures)
            picture.Dispose();
    }

    [TestMethod]
    public void A_Row_Without_A_Picture_Should_Be_Named()
    {
        using var folder = new TemporaryFolder();
        using var picture = Picture(4, 4);
        picture.Save(folder.File("picture.png"));
        var view = _ml.Data.LoadFromEnumerable([new PathRow { Path = "picture.png" }, new PathRow { Path = "" }]);
        var pipeline = _ml.Transforms.LoadImages("Image", folder.Path, "Path").Append(_ml.Transforms.ImagesToFeatures("Features", "Image", 4, 4));
        var features = pipeline.Fit(view).Transform(view);
        var error = Assert.Throws<Exception>(() => features.GetColumn<float[]>("Features").ToList());

        // ML.NET reads such rows on several threads and wraps what is thrown on them.
        var message = error.GetBaseException().Message;
        Assert.Contains("The row of id 1 has no picture in column 'Image'", message);
        Assert.Contains("remove the row, or correct the path that it is loaded from", message);
    }

    [TestMethod]
    public void A_Disposed_Picture_Should_Be_Named()
    {
        var picture = Picture(4, 4);
        picture.Dispose();
        Expect.Error<InvalidOperationException>(
            () => Features(_ml.Transforms.ImagesToFeatures("Features", "Image", 4, 4), picture), "row of id 0", "'Image' is disposed of", "LoadPictures");
    }

    [TestMethod]
    public void A_Column_That_Has_No_Pictures_Should_Be_Rejected()
    {
        var view = _ml.Data.LoadFromEnumerable(SmallImages.Rows(1));
        var estimator = _ml.Transforms.ImagesToFeatures("F", "Features");
        Expect.Error<ArgumentOutOfRangeException>(() => estimator.Fit(view), "image column 'Features'", "LoadPictures");
        Expect.Error<ArgumentOutOfRangeException>(
            () => estimator.GetOutputSchema(SchemaShape.Create(view.Schema)), "image column 'Features'", "LoadPictures");
        Expect.Error<ArgumentOutOfRangeException>(
            () => _ml.Transforms.ImagesToFeatures("F", "Name").GetOutputSchema(SchemaShape.Create(view.Schema)), "image column 'Name'", "LoadPictures");
        Expect.Error<ArgumentOutOfRangeException>(
            () => _ml.Transforms.ImagesToFeatures("F", "None").GetOutputSchema(SchemaShape.Create(view.Schema)), "image column 'None'");
        Assert.ThrowsExactly<ArgumentNullException>(() => estimator.GetOutputSchema(null!));
    }

    [TestMethod]
    public void Impossible_Settings_Should_Be_Rejected()
    {
        Expect.Error<ArgumentOutOfRangeException>(() => _ml.Transforms.ImagesToFeatures("F", imageHeight: 0), "imageHeight is 0", "at least 1");
        Expect.Error<ArgumentOutOfRangeException>(() => _ml.Transforms.ImagesToFeatures("F", imageWidth: -1), "imageWidth is -1", "at least 1");
        Expect.Error<ArgumentOutOfRangeException>(() => _ml.Transforms.ImagesToFeatures("F", resizeTo: 0), "resizeTo is 0", "or null");
        Expect.Error<ArgumentOutOfRangeException>(() => _ml.Transforms.ImagesToFeatures("F", channels: 4), "channels is 4", "1 for grey or 3");
        Expect.Error<ArgumentOutOfRangeException>(
            () => _ml.Transforms.ImagesToFeatures("F", imageHeight: 1 << 20, imageWidth: 1 << 20), "imageHeight is 1048576", "one vector");
        Expect.Error<ArgumentOutOfRangeException>(
            () => _ml.Transforms.ImagesToFeatures("F", imageHeight: 30_000, imageWidth: 30_000), "imageHeight is 30000", "a width of 30000");
        Expect.Error<ArgumentOutOfRangeException>(
            () => _ml.Transforms.ImagesToFeatures("F", channels: 1, mean: ImageNet.Mean), "channels is 1", "mean (3)");
        Expect.Error<ArgumentOutOfRangeException>(() => _ml.Transforms.ImagesToFeatures("F", scale: float.NaN), "scale is NaN");
    }

    /// <summary>A picture by a formula, in colours that change from pixel to pixel.</summary>
    private static MLImage Picture(int width, int height, MLPixelFormat format = MLPixelFormat.Bgra32)
    {
        var pixels = new byte[width * height * 4];
        for (var i = 0; i < pixels.Length; i++)
        {
            var (y, x) = Math.DivRem(i / 4, width);
            var channel = format == MLPixelFormat.Bgra32 ? 2 - (i % 4) : i % 4;
            pixels[i] = i % 4 == 3 ? byte.MaxValue : (byte)((3 * x * x) + (5 * y * y) + (7 * x * y) + (11 * x) + (40 * channel));
        }
        return MLImage.CreateFromPixels(width, height, format, pixels);
    }

    private static float[] Features(ImagesToFeaturesEstimator estimator, MLImage picture)
    {
        var view = View(picture);
        return estimator.Fit(view).Transform(view).GetColumn<float[]>("Features").Single();
    }

    private static IDataView View(params MLImage[] pictures) =>
        _ml.Data.LoadFromEnumerable(pictures.Select(picture => new PictureRow { Image = picture }));

    private sealed class PictureRow
    {
        /// <summary>A size has to be named, and nothing holds pictures to it.</summary>
        [ImageType(1, 1)]
        public MLImage? Image { get; set; }

        /// <summary>A view of pictures alone has no schema that ML.NET can save.</summary>
        public int Number { get; set; }
    }

    private sealed class PathRow
    {
        public string Path { get; set; } = string.Empty;
    }
}
