using System.Text;
using ResNetMLNet.Tests.Utilities;
using ResNetMLNet.Transforms.Pictures;

namespace ResNetMLNet.Transforms.Tests.Pictures;

[TestClass]
public sealed class PictureSignaturesTests
{
    [TestMethod]
    [DataRow("\u00FF\u00D8\u00FF\u00E0", nameof(PictureFormat.Jpeg))]
    [DataRow("\u0089PNG\r\n\u001A\n", nameof(PictureFormat.Png))]
    [DataRow("RIFF\u0001\0\0\0WEBPVP8 ", nameof(PictureFormat.WebP))]
    [DataRow("GIF87a", nameof(PictureFormat.Gif))]
    [DataRow("GIF89a", nameof(PictureFormat.Gif))]
    [DataRow("BM\u0001", nameof(PictureFormat.Bmp))]
    public void A_Format_Should_Be_Told_By_The_Content(string start, string format) =>
        Assert.AreEqual(format, PictureSignatures.FormatOf(Encoding.Latin1.GetBytes(start)).ToString());

    [TestMethod]
    [DataRow("\0\0\0\u0018ftypheic\0\0", "it is HEIC; it has to be JPEG, PNG, WebP, GIF or BMP")]
    [DataRow("\0\0\0\u0018ftypavif\0\0", "it is AVIF;")]
    [DataRow("\0\0\0\u0018ftypisom\0\0", "it is a film;")]
    [DataRow("II*\0\u0008\0\0\0", "it is TIFF or a camera's raw format;")]
    [DataRow("\0\0\u0001\0\u0001\0", "it is ICO;")]
    [DataRow("8BPS\0\u0001", "it is PSD;")]
    [DataRow("%PDF-1.7", "it is PDF;")]
    [DataRow("\u00FF\n\0", "it is JPEG XL;")]
    [DataRow("\0\0\0\fJXL \r\n", "it is JPEG XL;")]
    [DataRow("<svg xmlns=", "it is SVG;")]
    [DataRow("\u00EF\u00BB\u00BF\r\n <!DOCTYPE html>", "it is a web page;")]
    [DataRow("version https://git-lfs.github.com/spec/v1", "it is a pointer of Git LFS, not the file that it stands for;")]
    [DataRow("\0\0\u000F\u000F", "it is in no format that is known;", DisplayName = "WBMP, which Skia would decode")]
    [DataRow("RIFF\u0001\0\0\0WAVE", "it is in no format that is known;")]
    [DataRow("\u0089PNG", "it is in no format that is known;")]
    [DataRow("G", "it is in no format that is known;")]
    [DataRow("", "it is empty")]
    public void Another_Format_Should_Be_Named(string content, string reason)
    {
        Expect.Error<UnreadablePictureException>(
            () => { EncodedPicture.Open(Encoding.Latin1.GetBytes(content), new PictureRules()); }, reason);
        using var folder = new TemporaryFolder();
        Expect.Error<UnreadablePictureException>(
            () => { EncodedPicture.Open(folder.Write("picture.jpg", Encoding.Latin1.GetBytes(content)), new PictureRules()); }, reason);
    }
}
