using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;
using Microsoft.ML.Transforms.Image;
using ResNetMLNet.Reports.Tests.Utilities;
using ResNetMLNet.Tests.Utilities;
using ResNetMLNet.Transforms;
using ResNetMLNet.Transforms.Pictures;
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

    [TestMethod]
    [DataRow(nameof(Row.Encoded))]
    [DataRow(nameof(Row.File))]
    public void Missing_Pictures_Should_Stay_Missing(string columnName)
    {
        // Given a model that takes what is missing for dark
        using var folder = new TemporaryFolder();
        var ml = new MLContext(seed: 1);
        var rows = Enumerable.Range(0, 20).Select(i => Row.Of(isBright: i % 4 == 0, $"{folder.Path}/{i}.png")).ToList();
        (rows[1].Encoded, rows[1].File) = ([1], folder.File("none"));
        var data = ml.Data.LoadFromEnumerable(rows);
        var model = Features(ml, columnName).Append(ml.Transforms.ReplaceMissingValues("Features"))
            .Append(ml.Transforms.Conversion.MapValueToKey("Label")).Append(ml.MulticlassClassification.Trainers.LbfgsMaximumEntropy()).Fit(data);
        var report = ModelReport.Of(ml, model, data);

        // When
        var brighter = report.Robustness(PictureChange.Brightness(4));
        using var page = new MemoryStream();
        report.SaveAsHtml(page, null);

        // Then
        Assert.AreEqual(0.3, brighter.Value);
        Assert.IsGreaterThan(0, page.Length);
    }

    [TestMethod]
    public void A_Picture_That_Is_Gone_Should_Be_Named()
    {
        using var folder = new TemporaryFolder();
        var ml = new MLContext(seed: 1);
        var data = ml.Data.LoadFromEnumerable(Enumerable.Range(0, 20).Select(i => Row.Of(isBright: i % 4 == 0, $"{folder.Path}/{i}.png")).ToList());
        var report = ModelReport.Of(ml, Pipeline(ml, nameof(Row.File)).Fit(data), data);
        File.Delete($"{folder.Path}/0.png");

        Expect.Error<InvalidOperationException>(() => report.SaveAsHtml(Stream.Null, null), $"'{folder.Path}/0.png'", "cannot be read: it does not exist");
    }

    [TestMethod]
    public void Data_That_Change_Should_Be_Told()
    {
        using var folder = new TemporaryFolder();
        var ml = new MLContext(seed: 1);
        var rows = Enumerable.Range(0, 20).Select(i => Row.Of(isBright: i % 4 == 0, $"{folder.Path}/{i}.png")).ToList();
        var data = ml.Data.LoadFromEnumerable(rows.Where(_ => rows.Count > 0));
        var report = ModelReport.Of(ml, Pipeline(ml, nameof(Row.Bytes)).Fit(data), data);
        rows.RemoveAt(0);

        Expect.Error<InvalidOperationException>(() => report.Robustness(PictureChange.Brightness(4)), "give data that stay the same");
    }

    [TestMethod]
    public void Pixels_From_0_To_1_Should_Be_Refused()
    {
        var ml = new MLContext(seed: 1);
        var data = ml.Data.LoadFromEnumerable(Enumerable.Range(0, 20).Select(i => new UnitRow { Label = $"{i % 2}", Pixels = [.. Enumerable.Repeat(i % 2 * 0.5f, Size * Size)] }).ToList());
        var model = ml.Transforms.Conversion.MapValueToKey("Label").Append(ml.MulticlassClassification.Trainers.LbfgsMaximumEntropy(featureColumnName: "Pixels")).Fit(data);

        Expect.Error<InvalidOperationException>(() => ModelReport.Of(ml, model, data).Robustness(PictureChange.Brightness(0.8)), "pixels from 0 to 255");
    }

    [TestMethod]
    public void Pixels_Should_Be_Changed_Where_A_Trainer_Reads_Them()
    {
        var ml = new MLContext(seed: 1);
        var data = ml.Data.LoadFromEnumerable(Enumerable.Range(0, 20).Select(i => new UnitRow { Label = $"{i % 2}", Pixels = [.. Enumerable.Repeat(i % 2 * 200f, Size * Size)] }).ToList());
        var model = ml.Transforms.Conversion.MapValueToKey("Label").Append(ml.Transforms.NormalizeMinMax("Pixels"))
            .Append(ml.MulticlassClassification.Trainers.LbfgsMaximumEntropy(featureColumnName: "Pixels")).Fit(data);

        Assert.AreEqual(0.5, ModelReport.Of(ml, model, data).Robustness(PictureChange.Brightness(0)).Value);
    }

    private static EstimatorChain<MulticlassPredictionTransformer<MaximumEntropyModelParameters>> Pipeline(MLContext ml, string columnName) =>
        Features(ml, columnName, UnreadablePictures.Throw)
            .Append(ml.Transforms.Conversion.MapValueToKey("Label")).Append(ml.MulticlassClassification.Trainers.LbfgsMaximumEntropy());

    private static IEstimator<ITransformer> Features(MLContext ml, string columnName, UnreadablePictures unreadable = UnreadablePictures.Missing) => columnName switch
    {
        nameof(Row.Bytes) or nameof(Row.Floats) => ml.Transforms.PixelsToFeatures("Features", columnName),
        nameof(Row.Image) => ml.Transforms.ImagesToFeatures("Features", columnName, Size, Size),
        _ => ml.Transforms.LoadPictures("Picture", columnName, unreadable: unreadable).Append(ml.Transforms.ImagesToFeatures("Features", "Picture", Size, Size)),
    };

    private sealed class UnitRow
    {
        public string Label { get; set; } = "";

        [VectorType(Size, Size)]
        public float[] Pixels { get; set; } = [];
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
