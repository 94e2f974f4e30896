using Microsoft.ML;
using ResNetMLNet.Tests.Utilities;

namespace ResNetMLNet.Tests.Data;

[TestClass]
public sealed class MalformedIdxTests : IDisposable
{
    private const string Again = "copy or download the file again";

    private readonly MLContext _ml = new(seed: 1);
    private readonly TemporaryFolder _folder = new();

    private string ImagesPath => _folder.File("images");

    private string LabelsPath => _folder.File("labels");

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public void Load_Should_Reject_A_Missing_File()
    {
        _folder.Write("images", Idx.Images(2));

        var error = Expect.Error<FileNotFoundException>(
            () => _ml.Data.LoadFromIdx(ImagesPath, LabelsPath),
            $"The labels file '{LabelsPath}' does not exist", "check the path");

        Assert.AreEqual(LabelsPath, error.FileName);
    }

    [TestMethod]
    public void Load_Should_Reject_A_Folder_In_Place_Of_A_File() => Expect.Error<FileNotFoundException>(
        () => _ml.Data.LoadFromIdx(_folder.Path, LabelsPath),
        $"The images file '{_folder.Path}' is a folder", "check the path");

    [TestMethod]
    public void Load_Should_Reject_An_Empty_File() => Rejects(
        [], Idx.Labels(0), $"'{ImagesPath}' is empty",
        "0x00000803 (an IDX3 file: images, rows, columns of unsigned bytes)", Again);

    [TestMethod]
    public void Load_Should_Reject_An_Empty_Gzip_File() => Rejects(
        Idx.Gzip([]), Idx.Labels(0), $"'{ImagesPath}' is empty", "0x00000803", Again);

    [TestMethod]
    [DataRow(3, 16)]
    [DataRow(9, 16)]
    public void Load_Should_Reject_A_Truncated_Header(int found, int expected) => Rejects(
        Idx.Images(2)[..found], Idx.Labels(0, 1),
        $"'{ImagesPath}' is truncated: it ends after {found} bytes", $"expected {expected} bytes", Again);

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void Load_Should_Reject_Truncated_Images(bool gzip)
    {
        var images = Idx.Images(2)[..1000];

        Rejects(
            gzip ? Idx.Gzip(images) : images, Idx.Labels(0, 1),
            $"'{ImagesPath}' is truncated: it ends after 1000 bytes", "expected 1584 bytes", Again);
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void Load_Should_Reject_Truncated_Labels(bool gzip)
    {
        var labels = Idx.Labels(0, 1, 2)[..10];

        Rejects(
            Idx.Images(3), gzip ? Idx.Gzip(labels) : labels,
            $"'{LabelsPath}' is truncated: it ends after 10 bytes", "expected 11 bytes", Again);
    }

    [TestMethod]
    public void Load_Should_Reject_Trailing_Bytes() => Rejects(
        [.. Idx.Images(2), 0, 0], Idx.Labels(0, 1), $"'{ImagesPath}' has 1586 bytes", "expected 1584 by its header",
        Again);

    [TestMethod]
    public void Load_Should_Reject_Trailing_Bytes_In_Gzip() => Rejects(
        Idx.Gzip([.. Idx.Images(2), 0]), Idx.Labels(0, 1),
        $"'{ImagesPath}' has more than 1584 bytes", "expected 1584 by its header", Again);

    [TestMethod]
    public void Load_Should_Reject_Swapped_Files() => Rejects(
        Idx.Labels(0, 1), Idx.Images(2),
        $"'{ImagesPath}' holds labels; expected images", "swapped; name the images first and the labels second");

    [TestMethod]
    public void Load_Should_Reject_Images_In_Place_Of_Labels() => Rejects(
        Idx.Images(2), Idx.Images(2),
        $"'{LabelsPath}' holds images; expected labels", "swapped; name the images first and the labels second");

    [TestMethod]
    public void Load_Should_Reject_Another_Format() => Rejects(
        "\u0089PNG\r\n\u001a\n____"u8.ToArray(), Idx.Labels(0),
        $"'{ImagesPath}' starts with 0xC289504E, which is not an IDX file", "0x00000803", "name an IDX file");

    [TestMethod]
    [DataRow((byte)0x09, "signed bytes")]
    [DataRow((byte)0x0B, "16-bit integers")]
    [DataRow((byte)0x0C, "32-bit integers")]
    [DataRow((byte)0x0D, "32-bit floating point")]
    [DataRow((byte)0x0E, "64-bit floating point")]
    [DataRow((byte)0x77, "unknown")]
    public void Load_Should_Reject_Other_Element_Types(byte type, string name) => Rejects(
        Idx.File(type, [1, 28, 28], new byte[784 * 8]), Idx.Labels(0),
        $"'{ImagesPath}' has elements of type 0x{type:X2} ({name})", "unsigned bytes (0x08)", "convert the values");

    [TestMethod]
    public void Load_Should_Reject_Colour_Images() => Rejects(
        Idx.File(8, [1, 3, 2, 2], new byte[12]), Idx.Labels(0),
        $"'{ImagesPath}' has 4 dimensions", "3 (images, rows, columns)", "store one grey image per row");

    [TestMethod]
    [DataRow(0u, 28u, 28u)]
    [DataRow(1u, 0u, 28u)]
    [DataRow(1u, 28u, 0u)]
    public void Load_Should_Reject_Dimensions_Of_Zero(uint rows, uint height, uint width) => Rejects(
        Idx.File(8, [rows, height, width], []), Idx.Labels(0),
        $"'{ImagesPath}' announces {rows} x {height} x {width} values", "at least one", "write the file again");

    [TestMethod]
    [DataRow(0xFFFFFFFFu, 0xFFFFFFFFu, 0xFFFFFFFFu)]
    [DataRow(0x10000u, 0x10000u, 1u)]
    [DataRow(2u, 0x8000u, 0x8000u)]
    public void Load_Should_Reject_Dimensions_That_Overflow(uint rows, uint height, uint width) => Rejects(
        Idx.File(8, [rows, height, width], [1, 2, 3]), Idx.Labels(0),
        $"'{ImagesPath}' announces {rows} x {height} x {width} values", $"{Array.MaxLength} at most",
        "check the header");

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void A_Hostile_Header_Should_Cost_No_Memory(bool gzip)
    {
        var images = Idx.File(8, [2_000_000, 32, 32], new byte[10]);
        _folder.Write("images", gzip ? Idx.Gzip(images) : images);
        _folder.Write("labels", Idx.TenLabels(2_000_000));
        var before = GC.GetTotalAllocatedBytes();

        Expect.Error<InvalidDataException>(
            () => _ml.Data.LoadFromIdx(ImagesPath, LabelsPath).GetRowCursor([]),
            "is truncated: it ends after 26 bytes");

        Assert.IsLessThan(64_000_000L, GC.GetTotalAllocatedBytes() - before);
    }

    [TestMethod]
    public void Load_Should_Reject_Counts_That_Disagree() => Rejects(
        Idx.Images(3), Idx.Labels(0, 1),
        $"'{LabelsPath}' has 2 labels; expected 3, one for each image in '{ImagesPath}'",
        "name two files of the same set");

    [TestMethod]
    public void Load_Should_Reject_A_Label_Outside_Of_The_Classes()
    {
        _folder.Write("images", Idx.Images(3));
        _folder.Write("labels", Idx.Labels(0, 7, 1));

        Expect.Error<InvalidDataException>(
            () => _ml.Data.LoadFromIdx(ImagesPath, LabelsPath, ["a", "b"]),
            $"'{LabelsPath}' has label 7 in row 1 (counted from 0)", "0 to 1, because there are 2 classes",
            "declare more classes");
    }

    [TestMethod]
    [DataRow(30)]
    [DataRow(-6)]
    public void Load_Should_Reject_Damaged_Gzip(int place)
    {
        var images = Idx.Gzip(Idx.Images(50));
        images[place < 0 ? images.Length + place : place] ^= 0xFF;

        Rejects(images, Idx.TenLabels(50), $"'{ImagesPath}' ", "expected", Again);
    }

    [TestMethod]
    public void Load_Should_Reject_Truncated_Gzip() => Rejects(
        Idx.Gzip(Idx.Images(50))[..60], Idx.TenLabels(50), $"'{ImagesPath}' is ", "truncated", Again);

    private void Rejects(byte[] images, byte[] labels, params string[] parts)
    {
        _folder.Write("images", images);
        _folder.Write("labels", labels);
        Expect.Error<InvalidDataException>(() => _ml.Data.LoadFromIdx(ImagesPath, LabelsPath).GetRowCursor([]), parts);
    }
}
