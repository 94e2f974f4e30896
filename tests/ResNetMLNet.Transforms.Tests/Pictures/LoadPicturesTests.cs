using System.Drawing;
using Microsoft.ML;
using Microsoft.ML.Data;
using ResNetMLNet.Tests.Utilities;
using ResNetMLNet.Transforms.Pictures;

namespace ResNetMLNet.Transforms.Tests.Pictures;

[TestClass]
public sealed class LoadPicturesTests : IDisposable
{
    private readonly MLContext _ml = new(seed: 1);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public void Paths_And_Contents_Should_Give_The_Same_Pictures()
    {
        _folder.Write("picture.jpg", DrawnPictures.Encoded(5, 4));
        var byPath = Load(_ml.Transforms.LoadPictures("Picture", "Source", _folder.Path), new PathRow { Source = "picture.jpg" });
        var byContent = Load(_ml.Transforms.LoadPictures("Picture", "Source"), new ContentRow { Source = DrawnPictures.Encoded(5, 4) });

        foreach (var picture in new[] { byPath, byContent })
        {
            Assert.AreSequenceEqual(DrawnPictures.Colours(5, 4), PictureHash.Colours(picture!));
            picture!.Dispose();
        }
    }

    [TestMethod]
    public void A_Cancelled_Context_Should_Read_No_Further_Picture()
    {
        var rows = Enumerable.Range(0, 3).Select(row => _folder.Write($"{row}.png", DrawnPictures.Encoded(3, 2)));
        var view = _ml.Data.LoadFromEnumerable(rows.Select(path => new PathRow { Source = path }).ToList());
        var loaded = _ml.Transforms.LoadPictures("Picture", "Source").Fit(view).Transform(view);
        _ml.CancelExecution();

        Assert.ThrowsExactly<OperationCanceledException>(() => loaded.GetColumn<MLImage>("Picture").First());
    }

    [TestMethod]
    public void Transform_Should_Follow_The_Contract_Of_ML_NET()
    {
        var rows = Enumerable.Range(0, 20).Select(row => _folder.Write($"{row}.png", DrawnPictures.Encoded(3 + row, 2)));
        var paths = _ml.Data.LoadFromEnumerable(rows.Select(path => new PathRow { Source = path }).ToList());
        EstimatorContract.Check(_ml, _ml.Transforms.LoadPictures("Picture", "Source"), paths, ["Source"]);
        EstimatorContract.Check(_ml, _ml.Transforms.LoadPictures("Source"), paths, []);
        EstimatorContract.Check(
            _ml,
            _ml.Transforms.LoadPictures("Picture", "Source").Append(_ml.Transforms.ImagesToFeatures("Features", "Picture", 4, 4)),
            paths,
            ["Source"]);
    }

    [TestMethod]
    public void A_Saved_Model_Should_Keep_Its_Rules_And_Predict_From_Memory()
    {
        var path = _folder.Write("picture.png", DrawnPictures.Encoded(9, 8));
        var view = View(new PathRow { Source = path });
        var model = _ml.Transforms
            .LoadPictures("Picture", "Source", _folder.Path, Color.FromArgb(1, 2, 3), maximumPixels: 72, UnreadablePictures.Missing)
            .Append(_ml.Transforms.ImagesToFeatures("Features", "Picture", 4, 4)).Fit(view);

        var loaded = (TransformerChain<ITransformer>)EstimatorContract.SaveAndLoad(_ml, model, view);

        var source = ((LoadPicturesTransformer)loaded.First()).Source;
        Assert.AreEqual(
            new PictureSource(
                "Source",
                _folder.Path,
                new PictureRules { Background = Color.FromArgb(1, 2, 3), MaximumPixels = 72 },
                UnreadablePictures.Missing),
            source);
        using var files = _ml.Model.CreatePredictionEngine<PathRow, Features>(loaded, new PredictionEngineOptions { OwnsTransformer = false });
        using var memory = _ml.Model.CreatePredictionEngine<ContentRow, Features>(loaded);
        Assert.AreSequenceEqual(
            files.Predict(new PathRow { Source = "picture.png" }).Values,
            memory.Predict(new ContentRow { Source = DrawnPictures.Encoded(9, 8) }).Values);
    }

    [TestMethod]
    public void A_Column_Of_Another_Type_Should_Be_Rejected()
    {
        var view = SmallImages.Load(_ml, 1);
        var estimator = _ml.Transforms.LoadPictures("Picture", "Features");
        Expect.Error<ArgumentOutOfRangeException>(() => estimator.Fit(view), "input column 'Features'", "a text", "vector of Byte");
        Expect.Error<ArgumentOutOfRangeException>(
            () => estimator.GetOutputSchema(SchemaShape.Create(view.Schema)), "input column 'Features'", "a text", "vector of Byte");
        Assert.ThrowsExactly<ArgumentNullException>(() => estimator.GetOutputSchema(null!));
    }

    [TestMethod]
    public void Impossible_Rules_Should_Be_Rejected()
    {
        Expect.Error<ArgumentOutOfRangeException>(
            () => _ml.Transforms.LoadPictures("P", maximumPixels: 0), "maximumPixels is 0", "between 1 and 536870911");
        Expect.Error<ArgumentOutOfRangeException>(
            () => _ml.Transforms.LoadPictures("P", maximumPixels: 536_870_912), "maximumPixels is 536870912");
        Expect.Error<ArgumentOutOfRangeException>(
            () => _ml.Transforms.LoadPictures("P", background: Color.Transparent), "background is Color [Transparent]", "an alpha of 255");
    }

    [TestMethod]
    public void A_Picture_That_Cannot_Be_Read_Should_Be_Named_With_Reason_And_Remedy()
    {
        var file = _folder.Write("picture.png", DrawnPictures.Encoded(9, 8)[..90]);
        var error = Expect.Error<InvalidOperationException>(
            () => Load(_ml.Transforms.LoadPictures("Picture", "Source", _folder.Path), new PathRow { Source = "picture.png" }),
            $"The picture '{file}' of column 'Source' in the row of id 0 cannot be read: it is damaged or cut short.",
            "remove the row",
            "unreadable: UnreadablePictures.Missing");
        Assert.AreEqual("it is damaged or cut short", Assert.IsInstanceOfType<UnreadablePictureException>(error.InnerException).Message);
        Expect.Error<InvalidOperationException>(
            () => Load(_ml.Transforms.LoadPictures("Picture", "Source"), new ContentRow { Source = [1, 2] }),
            "The picture of 2 bytes of column 'Source' in the row of id 0 cannot be read: it is in no format that is known");
        Expect.Error<InvalidOperationException>(
            () => Load(_ml.Transforms.LoadPictures("Picture", "Source"), new ContentRow()), "it is empty");
        Expect.Error<InvalidOperationException>(
            () => Load(_ml.Transforms.LoadPictures("Picture", "Source"), new PathRow()), "its path is empty");
    }

    [TestMethod]
    public void Missing_Pictures_Should_Warn_Ten_Times_And_Then_Once_However_Often_They_Are_Read()
    {
        var log = new List<string>();
        _ml.Log += (_, entry) => log.Add(entry.Message);
        _folder.Write("picture.png", DrawnPictures.Encoded(9, 8));
        PathRow[] rows = [.. Enumerable.Range(0, 14).Select(row => new PathRow { Source = row == 5 ? "picture.png" : $"{row}.png" })];
        var estimator = _ml.Transforms.LoadPictures("Picture", "Source", _folder.Path, unreadable: UnreadablePictures.Missing)
            .Append(_ml.Transforms.ImagesToFeatures("Features", "Picture", 2, 2));
        var view = estimator.Fit(View(rows)).Transform(View(rows));

        for (var pass = 0; pass < 2; pass++)
            Assert.AreSequenceEqual(rows.Select(row => row.Source == "picture.png"), view.GetColumn<float[]>("Features").Select(row => row.All(float.IsFinite)));

        Assert.HasCount(10, log.Where(line => line.Contains("is missing: it does not exist.", StringComparison.Ordinal)).ToList());
        Assert.HasCount(1, log.Where(line => line.Contains("More pictures of column 'Source' are missing", StringComparison.Ordinal)).ToList());
        Assert.HasCount(1, _ml.Data.FilterRowsByMissingValues(view, "Features").GetColumn<float[]>("Features").ToList());
    }

    [TestMethod]
    public void Transparent_Pixels_Should_Show_The_Background()
    {
        foreach (var (background, expected) in new[] { ((Color?)null, Color.White), (Color.FromArgb(10, 20, 30), Color.FromArgb(10, 20, 30)) })
        {
            using var picture = Load(_ml.Transforms.LoadPictures("Picture", "Source", background: background), new ContentRow { Source = PictureContents.Gif });
            Assert.AreSequenceEqual(new byte[] { 255, 0, 0, expected.R, expected.G, expected.B }, PictureHash.Colours(picture!));
        }
    }

    private MLImage? Load<TRow>(LoadPicturesEstimator estimator, TRow row)
        where TRow : class
    {
        var pictures = estimator.Fit(View(row)).Transform(View(row));
        using var cursor = pictures.GetRowCursor(pictures.Schema["Picture"]);
        Assert.IsTrue(cursor.MoveNext());
        MLImage? picture = null;
        cursor.GetGetter<MLImage>(pictures.Schema["Picture"])(ref picture!);
        return picture is null ? null : MLImage.CreateFromPixels(picture.Width, picture.Height, picture.PixelFormat, picture.Pixels);
    }

    private IDataView View<TRow>(params TRow[] rows)
        where TRow : class => _ml.Data.LoadFromEnumerable(rows);

    private sealed class PathRow
    {
        public string Source { get; set; } = "";
    }

    private sealed class ContentRow
    {
        public byte[] Source { get; set; } = [];
    }

    private sealed class Features
    {
        [ColumnName("Features")]
        public float[] Values { get; set; } = [];
    }
}
