using Microsoft.ML;
using Microsoft.ML.Data;
using ResNetMLNet.Data;
using ResNetMLNet.Tests.Utilities;

namespace ResNetMLNet.Tests.Data;

[TestClass]
public sealed class IdxLoaderTests : IDisposable
{
    private readonly MLContext _ml = new(seed: 1);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public void Schema_Should_Be_Known_Before_Any_File_Is()
    {
        var loader = _ml.Data.CreateIdxLoader(new IdxLoader.Options());

        Assert.AreEqual(
            new VectorDataViewType(NumberDataViewType.Byte, 28, 28), loader.GetOutputSchema()["Pixels"].Type);
        Assert.AreEqual(new KeyDataViewType(typeof(uint), 10), loader.GetOutputSchema()["Label"].Type);
    }

    [TestMethod]
    public void Load_Should_Open_No_File()
    {
        var loader = _ml.Data.CreateIdxLoader(new IdxLoader.Options());

        var view = loader.Load(new MultiFileSource(_folder.File("images"), _folder.File("labels")));

        Assert.AreSame(loader.GetOutputSchema(), view.Schema);
        Expect.Error<FileNotFoundException>(() => view.GetRowCount(), $"'{_folder.File("images")}' does not exist");
    }

    [TestMethod]
    public void Load_Should_Take_The_Sources_Of_MLNet()
    {
        var loader = _ml.Data.CreateIdxLoader(new IdxLoader.Options());

        var view = loader.Load(
            _folder.Write("images", Idx.Gzip(Idx.Images(12))), _folder.Write("labels", Idx.TenLabels(12)));

        Assert.AreEqual(12, view.GetRowCount());
        Assert.HasCount(12, Rows.Of(view));
    }

    [TestMethod]
    public void Load_Should_Reject_Another_Number_Of_Files() => Expect.Error<ArgumentException>(
        () => _ml.Data.CreateIdxLoader(new IdxLoader.Options()).Load(new MultiFileSource(_folder.File("images"))),
        "has 1 files; expected 2", "images file first");

    [TestMethod]
    public void Load_Should_Reject_Images_Of_Another_Size()
    {
        var loader = _ml.Data.CreateIdxLoader(new IdxLoader.Options());
        var images = _folder.Write("images", Idx.Images(1, 32, 30));
        var view = loader.Load(images, _folder.Write("labels", Idx.Labels(0)));

        Expect.Error<InvalidDataException>(
            () => Rows.Of(view), $"'{images}' has images of 32 x 30 pixels", "expected 28 x 28",
            "set ImageHeight and ImageWidth");
    }

    [TestMethod]
    public void A_Saved_Loader_Should_Come_Back_With_The_Model()
    {
        var loader = _ml.Data.CreateIdxLoader(new IdxLoader.Options
        {
            PixelsColumnName = "Picture",
            LabelColumnName = "Kind",
            ImageHeight = 3,
            ImageWidth = 2,
            ClassNames = ["x", "y"],
        });
        var images = _folder.Write("images", Idx.Images(4, 3, 2));
        var labels = _folder.Write("labels", Idx.Labels(1, 0, 0, 1));
        var model = _ml.Transforms.CopyColumns("Copy", "Picture").Fit(loader.Load(images, labels));
        _ml.Model.Save(model, loader, _folder.File("model.zip"));

        var loaded = new MLContext().Model.LoadWithDataLoader(_folder.File("model.zip"), out var sameLoader);

        var view = sameLoader.Load(new MultiFileSource(images, labels));
        Assert.IsInstanceOfType<IdxLoader>(sameLoader);
        Assert.IsNotNull(loaded);
        CollectionAssert.AreEqual(Rows.Columns(loader.GetOutputSchema()), Rows.Columns(view.Schema));
        Assert.AreEqual(loader.GetOutputSchema()["Picture"].Type, view.Schema["Picture"].Type);
        Assert.AreEqual(loader.GetOutputSchema()["Kind"].Type, view.Schema["Kind"].Type);
        CollectionAssert.AreEqual(new[] { "x", "y" }, Rows.KeyValues(view, "Kind"));
        CollectionAssert.AreEqual(new uint[] { 2, 1, 1, 2 }, Rows.Of(view).Select(row => row.Label).ToArray());
    }

    [TestMethod]
    public void A_Saved_Loader_Without_Names_Should_Keep_Its_Class_Count()
    {
        var loader = _ml.Data.CreateIdxLoader(new IdxLoader.Options { ClassCount = 7 });
        using var stream = new MemoryStream();
        _ml.Model.Save(null, loader, stream);

        _ml.Model.LoadWithDataLoader(stream, out var loaded);

        Assert.AreEqual(new KeyDataViewType(typeof(uint), 7), loaded.GetOutputSchema()["Label"].Type);
    }

    [TestMethod]
    public void A_Saved_Loader_Should_Name_Its_Assembly_Without_A_Version()
    {
        _ml.Model.Save(null, _ml.Data.CreateIdxLoader(new IdxLoader.Options()), _folder.File("model.zip"));

        using var zip = System.IO.Compression.ZipFile.OpenRead(_folder.File("model.zip"));
        using var reader = new StreamReader(
            zip.Entries.Single(entry => entry.FullName.Replace('\\', '/') == "Loader/Model.key").Open(),
            System.Text.Encoding.Latin1);
        var header = reader.ReadToEnd().Replace("\0", "", StringComparison.Ordinal);
        Assert.Contains("ResNetMLNet", header);
        Assert.DoesNotContain("Version=", header);
    }

    [TestMethod]
    public void Options_Should_Be_Rejected_With_All_Faults_At_Once() => Expect.Error<ArgumentException>(
        () => _ml.Data.CreateIdxLoader(new IdxLoader.Options
        {
            PixelsColumnName = " ",
            LabelColumnName = "",
            ImageHeight = 0,
            ImageWidth = -3,
            ClassCount = 300,
            ClassNames = ["a", "", "a"],
        }),
        "PixelsColumnName is empty", "LabelColumnName is empty", "ImageHeight is 0: set at least 1.",
        "ImageWidth is -3",
        "ClassCount is 300: set 1 to 256.", "ClassNames has 3 names: leave one of them out", "ClassNames[1] is empty",
        "has 'a' twice");

    [TestMethod]
    public void Options_Should_Be_Rejected_With_One_Name_For_Both_Columns() => Expect.Error<ArgumentException>(
        () => _ml.Data.CreateIdxLoader(new IdxLoader.Options { PixelsColumnName = "Same", LabelColumnName = "Same" }),
        "PixelsColumnName and LabelColumnName are both 'Same': set two names.");

    [TestMethod]
    public void Later_Changes_Of_The_Options_Should_Not_Reach_The_Loader()
    {
        var options = new IdxLoader.Options { ClassNames = new List<string> { "a", "b" } };
        var loader = _ml.Data.CreateIdxLoader(options);

        options.ImageHeight = 99;

        Assert.AreEqual(
            new VectorDataViewType(NumberDataViewType.Byte, 28, 28), loader.GetOutputSchema()["Pixels"].Type);
    }
}
