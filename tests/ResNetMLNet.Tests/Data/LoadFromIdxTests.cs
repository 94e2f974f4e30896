using Microsoft.ML;
using Microsoft.ML.Data;
using ResNetMLNet.Tests.Utilities;

namespace ResNetMLNet.Tests.Data;

[TestClass]
public sealed class LoadFromIdxTests : IDisposable
{
    private readonly MLContext _ml = new(seed: 1);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public void Load_Should_Give_Pixels_And_Labels_In_File_Order()
    {
        var view = Load(Idx.Images(3, 4, 5), Idx.Labels(2, 0, 1));

        var rows = Rows.Of(view);

        Assert.AreEqual(3, view.GetRowCount());
        CollectionAssert.AreEqual(new uint[] { 3, 1, 2 }, rows.Select(row => row.Label).ToArray());
        for (var row = 0; row < rows.Count; row++)
        {
            CollectionAssert.AreEqual(
                Enumerable.Range(0, 20).Select(index => Idx.Pixel(row, index)).ToArray(), rows[row].Pixels);
        }
    }

    [TestMethod]
    public void Schema_Should_Have_The_Shape_Of_The_Images_And_A_Key()
    {
        var view = Load(Idx.Images(3, 4, 5), Idx.Labels(2, 0, 1));

        Assert.AreEqual(new VectorDataViewType(NumberDataViewType.Byte, 4, 5), view.Schema["Pixels"].Type);
        Assert.AreEqual(new KeyDataViewType(typeof(uint), 3), view.Schema["Label"].Type);
        Assert.HasCount(2, view.Schema);
    }

    [TestMethod]
    public void Class_Names_Should_Be_The_Key_Values()
    {
        var view = _ml.Data.LoadFromIdx(
            Images(Idx.Images(2)), Labels(Idx.Labels(0, 1)), ["no", "yes", "perhaps"], "Picture", "Answer");

        CollectionAssert.AreEqual(new[] { "no", "yes", "perhaps" }, Rows.KeyValues(view, "Answer"));
        Assert.AreEqual(new KeyDataViewType(typeof(uint), 3), view.Schema["Answer"].Type);
        Assert.IsNotNull(view.Schema.GetColumnOrNull("Picture"));
    }

    [TestMethod]
    public void Without_Names_The_Key_Values_Should_Be_The_Numbers_In_The_File()
    {
        var view = Load(Idx.Images(3), Idx.Labels(2, 0, 1));

        VBuffer<int> values = default;
        view.Schema["Label"].GetKeyValues(ref values);
        CollectionAssert.AreEqual(new[] { 0, 1, 2 }, values.DenseValues().ToArray());
        var back = _ml.Transforms.Conversion.MapKeyToValue("Label").Fit(view).Transform(view);
        CollectionAssert.AreEqual(new[] { 2, 0, 1 }, back.GetColumn<int>("Label").ToArray());
    }

    [TestMethod]
    [DataRow(true, true)]
    [DataRow(true, false)]
    [DataRow(false, true)]
    public void Gzip_Should_Read_Like_Raw_Whatever_The_Name(bool gzipImages, bool gzipLabels)
    {
        // Larger than the first buffer, so that it has to grow.
        var (images, labels) = (Idx.Images(4000), Idx.TenLabels(4000));
        var raw = Rows.Of(Load(images, labels));

        var packed = Rows.Of(Load(gzipImages ? Idx.Gzip(images) : images, gzipLabels ? Idx.Gzip(labels) : labels));

        Assert.HasCount(raw.Count, packed);
        for (var i = 0; i < raw.Count; i++)
        {
            Assert.AreEqual(raw[i].Label, packed[i].Label);
            CollectionAssert.AreEqual(raw[i].Pixels, packed[i].Pixels);
        }
    }

    [TestMethod]
    public void Names_With_Plus_And_Stars_Should_Be_Taken_Literally()
    {
        if (OperatingSystem.IsWindows())
            Assert.Inconclusive("Windows has no '*' in file names.");
        var view = _ml.Data.LoadFromIdx(
            _folder.Write("a+b*.idx", Idx.Images(2)), _folder.Write("c+d?.idx", Idx.Labels(0, 1)));

        Assert.AreEqual(2, view.GetRowCount());
    }

    [TestMethod]
    public void Pixels_Should_Be_Read_At_First_Use_And_Only_Once()
    {
        var view = Load(Idx.Images(2), Idx.Labels(0, 1));
        Rows.Of(view);
        File.Delete(_folder.File("images"));

        Assert.HasCount(2, Rows.Of(view));
    }

    [TestMethod]
    public void What_Can_Be_Seen_Without_Reading_The_Pixels_Should_Be_Rejected_At_Once()
    {
        var (images, labels) = (Images(Idx.Images(2)[..100]), Labels(Idx.Labels(0, 1)));

        Expect.Error<InvalidDataException>(
            () => _ml.Data.LoadFromIdx(images, labels), $"'{images}' is truncated: it ends after 100 bytes");
    }

    [TestMethod]
    public void A_Repaired_File_Should_Be_Read_After_A_Failure()
    {
        var view = Load(Idx.Images(2), Idx.Labels(0, 1));
        _folder.Write("images", Idx.Images(2)[..100]);
        Assert.ThrowsExactly<InvalidDataException>(() => Rows.Of(view));

        _folder.Write("images", Idx.Images(2));

        Assert.HasCount(2, Rows.Of(view));
    }

    [TestMethod]
    public void Counting_Rows_Should_Read_No_Pixels()
    {
        var view = Load(Idx.Gzip(Idx.Images(3000))[..^20], Idx.TenLabels(3000));

        Assert.AreEqual(3000, view.GetRowCount());
        Assert.ThrowsExactly<InvalidDataException>(() => Rows.Of(view));
    }

    [TestMethod]
    public void Compressed_Pixels_Should_Be_Unpacked_In_Place()
    {
        const int Rows = 6000;
        var pixels = new byte[Rows * 784];
        new Random(1).NextBytes(pixels);
        var view = Load(Idx.Gzip(Idx.File(8, [Rows, 28, 28], pixels)), Idx.TenLabels(Rows));
        var before = GC.GetAllocatedBytesForCurrentThread();

        view.GetRowCursor(view.Schema).Dispose();

        Assert.IsLessThan(1.5 * pixels.Length, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private IDataView Load(byte[] images, byte[] labels) => _ml.Data.LoadFromIdx(Images(images), Labels(labels));

    private string Images(byte[] content) => _folder.Write("images", content);

    private string Labels(byte[] content) => _folder.Write("labels", content);
}
