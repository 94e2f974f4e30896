using Microsoft.ML;
using Microsoft.ML.Data;
using ResNetMLNet.Tests.Utilities;
using ResNetMLNet.Transforms.Featurization;
using ResNetMLNet.Transforms.Pictures;

namespace ResNetMLNet.Transforms.Tests.Pictures;

[TestClass]
public sealed class PictureSourceTests : IDisposable
{
    private readonly MLContext _ml = new(seed: 1);
    private readonly TemporaryFolder _folder = new();
    private readonly IDataView _features;

    public PictureSourceTests()
    {
        var rows = Enumerable.Range(0, 4).Select(row => new Row
        {
            Path = Path.GetFileName(_folder.Write($"{row}.png", DrawnPictures.Encoded(8, 4 + row))),
            Number = row,
        });
        var view = _ml.Data.LoadFromEnumerable(rows.ToList());
        _features = _ml.Transforms.LoadPictures("Picture", "Path", _folder.Path, maximumPixels: 100)
            .Append(_ml.Transforms.ImagesToFeatures("Features", "Picture", 2, 3, 5, scale: 1)).Fit(view).Transform(view);
    }

    private FeatureSource Expected => new(
        new PictureSource("Path", _folder.Path, new PictureRules { MaximumPixels = 100 }, UnreadablePictures.Throw),
        new ImageShape(3, 2, 3),
        ResizeTo: 5,
        new PixelScaling(1, [0], [1]));

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public void Features_Should_Tell_Where_They_Come_From_Whatever_Rows_Are_Taken()
    {
        foreach (var view in new[]
        {
            _features,
            _ml.Data.Cache(_features, "Features", "Path"),
            _ml.Data.ShuffleRows(_features, seed: 1),
            _ml.Data.FilterRowsByColumn(_features, "Number", 1, 3),
            _ml.Data.TakeRows(_features, 2),
            _ml.Transforms.CopyColumns("Label", "Number").Fit(_features).Transform(_features),
            _ml.Data.TrainTestSplit(_features).TrainSet,
        })
        {
            var source = FeatureSource.Of(view.Schema["Features"]);
            Assert.AreEqual(Expected.Picture, source?.Picture);
            Assert.AreEqual((Expected.Output, 5, 1f), (source!.Output, source.ResizeTo, source.Scaling.Scale));
            Assert.AreEqual("Path", source.Picture.In(view.Schema)?.Name);
            Assert.IsNotEmpty(view.GetColumn<float[]>("Features").ToList());
        }
    }

    [TestMethod]
    public void A_Source_Should_Not_Be_Found_In_Another_Column_Of_Its_Name()
    {
        var source = FeatureSource.Of(_features.Schema["Features"])!.Picture;
        var other = _ml.Transforms.CopyColumns("Path", "Number").Fit(_features).Transform(_features);
        Assert.AreEqual(0, source.In(other.Schema)?.Index, "the hidden one");

        var pathOfAnother = _ml.Transforms.Conversion.ConvertType("Path", "Number", DataKind.String).Fit(_features).Transform(_features);
        Assert.IsNull(source.In(pathOfAnother.Schema));
        Assert.IsNull(source.In(_ml.Transforms.DropColumns("Path").Fit(_features).Transform(_features).Schema));
    }

    [TestMethod]
    public void Features_Of_Other_Pictures_Should_Tell_Nothing()
    {
        var view = _ml.Data.LoadFromEnumerable(new List<Row> { new() { Path = "0.png" } });
        var features = _ml.Transforms.LoadImages("Picture", _folder.Path, "Path")
            .Append(_ml.Transforms.ImagesToFeatures("Features", "Picture", 2, 3)).Fit(view).Transform(view);
        Assert.IsNull(FeatureSource.Of(features.Schema["Features"]));
    }

    [TestMethod]
    public void A_Binary_File_Should_Hold_The_Features_Without_Their_Source()
    {
        var file = _folder.File("rows.idv");
        var rows = _ml.Transforms.DropColumns("Picture").Fit(_features).Transform(_features);
        using (var stream = File.Create(file))
            _ml.Data.SaveAsBinary(rows, stream);

        var loaded = _ml.Data.LoadFromBinary(file);

        Assert.IsNull(FeatureSource.Of(loaded.Schema["Features"]));
        foreach (var (expected, actual) in _features.GetColumn<float[]>("Features").Zip(loaded.GetColumn<float[]>("Features")))
            Assert.AreSequenceEqual(expected, actual);
    }

    private sealed class Row
    {
        public string Path { get; set; } = "";

        public float Number { get; set; }
    }
}
