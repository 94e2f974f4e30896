using Microsoft.ML;
using Microsoft.ML.Data;
using ResNetMLNet.Scoring;
using ResNetMLNet.Tests.Utilities;
using ResNetMLNet.Training;
using ResNetMLNet.Transforms;
using ResNetMLNet.Transforms.Pictures;

namespace ResNetMLNet.Tests.Training;

[TestClass]
public sealed class MissingPicturesTests : IDisposable
{
    private const int Known = 12;

    private readonly MLContext _ml = new(seed: 1);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    [DataRow(ImageStorage.Memory)]
    [DataRow(ImageStorage.File)]
    [DataRow(ImageStorage.Encoded)]
    public void Rows_Whose_Picture_Cannot_Be_Read_Should_Not_Be_Trained_On_But_Counted(ImageStorage storage)
    {
        var log = new List<string>();
        _ml.Log += (_, entry) => log.Add(entry.Message);
        var rows = Rows(damaged: 2);

        using var model = Pipeline(UnreadablePictures.Missing, storage).Fit(rows);

        var history = ((ResNetTransformer)model.LastTransformer).History;
        Assert.AreEqual((Known, 2, 0), (history.TrainRows, history.MissingPictures, history.UnlabelledRows));
        var messages = string.Join('\n', log);
        Assert.Contains("2 of 14 rows of the training set are left out: their picture cannot be read.", messages);
        Assert.Contains($"'{_folder.File("damaged0.png")}' of column 'Path' in the row of id 12 is missing: it is damaged", messages);
        AssertUnknown(model.Transform(rows));
        AssertUnknown(EstimatorContract.SaveAndLoad(_ml, model, rows).Transform(rows));
    }

    [TestMethod]
    [DataRow(ImageStorage.Memory)]
    [DataRow(ImageStorage.File)]
    [DataRow(ImageStorage.Encoded)]
    public void A_Picture_That_Cannot_Be_Read_Should_End_The_Training_By_Default(ImageStorage storage)
    {
        var error = Assert.ThrowsExactly<InvalidOperationException>(
            () => Pipeline(UnreadablePictures.Throw, storage).Fit(Rows(damaged: 1)));

        // With several cores ML.NET puts an error of its own around that of a row.
        var message = error.InnerException is InvalidOperationException inner ? inner.Message : error.Message;
        Assert.Contains(
            $"The picture '{_folder.File("damaged0.png")}' of column 'Path' in the row of id 12 cannot be read: it is damaged or cut short. "
            + "Correct it, remove the row, or let LoadPictures make it a missing picture: unreadable: UnreadablePictures.Missing.",
            message);
    }

    [TestMethod]
    [DataRow(ImageStorage.Memory)]
    [DataRow(ImageStorage.File)]
    [DataRow(ImageStorage.Encoded)]
    public void A_Set_Without_Any_Picture_Should_Say_So(ImageStorage storage)
    {
        var rows = _ml.Data.SkipRows(Rows(damaged: 3), Known);
        Expect.Error<InvalidOperationException>(
            () => Pipeline(UnreadablePictures.Missing, storage).Fit(rows), "and a picture that can be read; 3 pictures cannot be");
    }

    private static void AssertUnknown(IDataView scored)
    {
        var labels = scored.GetColumn<uint>("PredictedLabel").ToList();
        var scores = scored.GetColumn<float[]>("Score").ToList();
        for (var row = 0; row < labels.Count; row++)
        {
            Assert.AreEqual(row >= Known, labels[row] == 0);
            Assert.AreEqual(row >= Known, scores[row].All(float.IsNaN));
        }
    }

    private EstimatorChain<ResNetTransformer> Pipeline(UnreadablePictures unreadable, ImageStorage storage)
    {
        var options = TrainedModel.Options(epochs: 1);
        options.ImageStorage = storage;
        return _ml.Transforms.LoadPictures("Picture", "Path", _folder.Path, unreadable: unreadable)
            .Append(_ml.Transforms.ImagesToFeatures("Features", "Picture", 8, 8, channels: 1))
            .Append(_ml.Transforms.Conversion.MapValueToKey("Label", "Name"))
            .Append(_ml.MulticlassClassification.Trainers.ResNet(options));
    }

    private IDataView Rows(int damaged)
    {
        var rows = new List<Row>();
        for (var i = 0; i < Known; i++)
        {
            byte[] pixels = [.. Enumerable.Range(0, 8 * 8).SelectMany(pixel => new byte[] { (byte)(pixel * i), (byte)pixel, 0, byte.MaxValue })];
            using var picture = MLImage.CreateFromPixels(8, 8, MLPixelFormat.Rgba32, pixels);
            picture.Save(_folder.File($"{i}.png"));
            rows.Add(new Row { Path = $"{i}.png", Name = SmallImages.Names[i % 3] });
        }
        var cut = File.ReadAllBytes(_folder.File("1.png"))[..60];
        for (var i = 0; i < damaged; i++)
            rows.Add(new Row { Path = Path.GetFileName(_folder.Write($"damaged{i}.png", cut)), Name = SmallImages.Names[i % 3] });
        return _ml.Data.LoadFromEnumerable(rows);
    }

    private sealed class Row
    {
        public string Path { get; set; } = "";

        public string Name { get; set; } = "";
    }
}
