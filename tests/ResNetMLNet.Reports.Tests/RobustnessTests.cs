using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;
using Microsoft.ML.Transforms.Image;
using ResNetMLNet.Reports.Tests.Utilities;
using ResNetMLNet.Tests.Utilities;
using ResNetMLNet.Transforms;
using SkiaSharp;

namespace ResNetMLNet.Reports.Tests;

/// <summary>A model that tells dark pictures from bright ones takes dark ones for bright when they are made brighter.</summary>
[TestClass]
public sealed class RobustnessTests
{
    private const int Size = 8;

    [TestMethod]
    [DataRow(nameof(Row.Bytes))]
    [DataRow(nameof(Row.Floats))]
    [DataRow(nameof(Row.Encoded))]
    [DataRow(nameof(Row.File))]
    [DataRow(nameof(Row.Image))]
    public void The_Share_Of_Answers_That_Stay_Should_Be_Told(string columnName)
    {
        // Given
        using var folder = new TemporaryFolder();
        var ml = new MLContext(seed: 1);
        var rows = Enumerable.Range(0, 20).Select(i => Row.Of(isBright: i % 4 == 0, $"{folder.Path}/{i}.png")).ToList();
        var data = ml.Data.LoadFromEnumerable(rows);
        var report = ModelReport.Of(ml, Pipeline(ml, columnName).Fit(data), data);
        Assert.AreEqual(1, report.Accuracy.Value);

        // When
        var brighter = report.Robustness(PictureChange.Brightness(4));
        var shifted = report.Robustness(PictureChange.Shift(0.125, 0));

        // Then
        Assert.AreEqual(0.25, brighter.Value);
        Assert.AreEqual(1, shifted.Value);
    }

    [TestMethod]
    public void A_Model_Without_Pictures_Should_Be_Refused() => Expect.Error<InvalidOperationException>(
        () => ScoredData.Report(true).Robustness(PictureChange.Blur(1)), "no pictures", "LoadPictures", "MLImage");

    private static EstimatorChain<MulticlassPredictionTransformer<MaximumEntropyModelParameters>> Pipeline(MLContext ml, string columnName)
    {
        IEstimator<ITransformer> features = columnName switch
        {
            nameof(Row.Bytes) or nameof(Row.Floats) => ml.Transforms.PixelsToFeatures("Features", columnName),
            nameof(Row.Image) => ml.Transforms.ImagesToFeatures("Features", columnName, Size, Size),
            _ => ml.Transforms.LoadPictures("Picture", columnName).Append(ml.Transforms.ImagesToFeatures("Features", "Picture", Size, Size)),
        };
        return features.Append(ml.Transforms.Conversion.MapValueToKey("Label")).Append(ml.MulticlassClassification.Trainers.LbfgsMaximumEntropy());
    }

    private sealed class Row
    {
        public string Label { get; set; } = "";

        [VectorType(Size, Size)]
        public byte[] Bytes { get; set; } = [];

        [VectorType(3, Size, Size)]
        public float[] Floats { get; set; } = [];

        public byte[] Encoded { get; set; } = [];

        public string File { get; set; } = "";

        [ImageType(Size, Size)]
        public MLImage? Image { get; set; }

        public static Row Of(bool isBright, string file)
        {
            var value = (byte)(isBright ? 220 : 55);
            using var picture = new SKBitmap(Size, Size, SKColorType.Rgba8888, SKAlphaType.Opaque);
            picture.Erase(new SKColor(value, value, value));
            using var png = picture.Encode(SKEncodedImageFormat.Png, quality: 100);
            System.IO.File.WriteAllBytes(file, png.ToArray());
            return new Row
            {
                Label = isBright ? "bright" : "dark",
                Bytes = [.. Enumerable.Repeat(value, Size * Size)],
                Floats = [.. Enumerable.Repeat((float)value, 3 * Size * Size)],
                Encoded = png.ToArray(),
                File = file,
                Image = MLImage.CreateFromFile(file),
            };
        }
    }
}
