using System.Text;

namespace ResNetMLNet.Transforms.Pictures;

/// <summary>Names what people take for pictures, and pictures in formats that are not read.</summary>
internal static class OtherFormats
{
    // Behind four bytes of length; by the brand of the file.
    private const string Box = "????ftyp";

    /// <summary>How a content begins, a question mark for any byte; the more telling ones first.</summary>
    private static readonly (string Start, string Name)[] _formats =
    [
        (Box + "avif", "AVIF"),
        (Box + "avis", "AVIF"),
        (Box + "hei", "HEIC"),
        (Box + "hev", "HEIC"),
        (Box + "mif1", "HEIC or AVIF"),
        (Box + "msf1", "HEIC or AVIF"),
        (Box + "crx", "a camera's raw format"),
        (Box, "a film"),
        ("II*\0", "TIFF or a camera's raw format"),
        ("MM\0*", "TIFF or a camera's raw format"),
        ("II+\0", "TIFF"),
        ("MM\0+", "TIFF"),
        ("FUJIFILMCCD-RAW", "a camera's raw format"),
        ("\0\0\u0001\0", "ICO"),
        ("\0\0\u0002\0", "CUR"),
        ("8BPS", "PSD"),
        ("%PDF", "PDF"),
        ("%!PS", "PostScript"),
        ("\u00FF\n", "JPEG XL"),
        ("\0\0\0\fJXL ", "JPEG XL"),
        ("\0\0\0\fjP  ", "JPEG 2000"),
        ("\u00FFO\u00FFQ", "JPEG 2000"),
        ("v/1\u0001", "OpenEXR"),
        ("qoif", "QOI"),
        ("<svg", "SVG"),
        ("<?xml", "SVG or another XML"),
        ("<", "a web page"),
        ("RIFF????AVI ", "a film"),
        ("PK\u0003\u0004", "a ZIP archive"),
        ("version https://git-lfs", "a pointer of Git LFS, not the file that it stands for"),
    ];

    /// <summary>What a content is, as the middle of a sentence.</summary>
    /// <param name="content">The content, or its first bytes.</param>
    public static string NameOf(ReadOnlySpan<byte> content)
    {
        var start = Encoding.Latin1.GetString(content[..Math.Min(content.Length, PictureSignatures.Length)]);
        start = start.TrimStart('\u00EF', '\u00BB', '\u00BF', ' ', '\t', '\r', '\n');
        return _formats.FirstOrDefault(format => Begins(start, format.Start)).Name ?? "in no format that is known";
    }

    private static bool Begins(string content, string start) =>
        content.Length >= start.Length && start.Zip(content).All(pair => pair.First == '?' || pair.First == pair.Second);
}
