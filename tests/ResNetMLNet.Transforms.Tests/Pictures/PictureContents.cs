using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;
using SkiaSharp;

namespace ResNetMLNet.Transforms.Tests.Pictures;

/// <summary>Contents of picture files in every format that is read, and what is put into them.</summary>
internal static class PictureContents
{
    /// <summary>A GIF of 2 x 1 pixels: red, and a transparent one.</summary>
    public static byte[] Gif { get; } = Convert.FromHexString(
        "474946383961" + "02000100800100" + "FF000000FF00" + "21F9040100000100" + "2C00000000020001000002" + "02440A" + "003B");

    /// <summary>A BMP of 2 x 1 pixels: red and blue.</summary>
    public static byte[] Bmp { get; } = Convert.FromHexString(
        "424D3E0000000000000036000000" + "280000000200000001000000010018000000000008000000"
        + "00000000000000000000000000000000" + "0000FFFF00000000");

    /// <summary>The picture of a formula in every format, and those of 2 x 1 pixels.</summary>
    public static IEnumerable<byte[]> All =>
    [
        DrawnPictures.Encoded(40, 30, SKEncodedImageFormat.Jpeg),
        DrawnPictures.Encoded(40, 30, SKEncodedImageFormat.Png),
        DrawnPictures.Encoded(40, 30, SKEncodedImageFormat.Webp),
        Gif,
        Bmp,
    ];

    private static ReadOnlySpan<byte> JpegFrame => [0xFF, 0xC0];

    /// <summary>EXIF that says how the camera was held.</summary>
    public static byte[] Exif(byte orientation, bool isLittle = true) => Convert.FromHexString(isLittle
        ? $"49492A0008000000" + "0100" + $"12010300010000000{orientation}000000" + "00000000"
        : $"4D4D002A00000008" + "0001" + $"011200030000000100{orientation:X2}0000" + "00000000");

    /// <summary>A JPEG with EXIF in front.</summary>
    public static byte[] WithJpegExif(byte[] jpeg, byte[] exif)
    {
        byte[] length = [(byte)((exif.Length + 8) >> 8), (byte)(exif.Length + 8)];
        return [.. jpeg[..2], 0xFF, 0xE1, .. length, .. "Exif\0\0"u8, .. exif, .. jpeg[2..]];
    }

    /// <summary>A PNG with one chunk more, in front of the pixels or behind them.</summary>
    public static byte[] WithChunk(byte[] png, string name, byte[] body, bool atEnd = false)
    {
        var at = atEnd ? png.Length - 12 : 8 + 25;
        return [.. png[..at], .. Chunk(name, body), .. png[at..]];
    }

    /// <summary>A simple WebP with EXIF behind.</summary>
    public static byte[] WithWebPExif(byte[] webp, byte[] exif, int width, int height)
    {
        byte[] header = [8, 0, 0, 0, (byte)(width - 1), 0, 0, (byte)(height - 1), 0, 0];
        byte[] chunks = [.. RiffChunk("VP8X", header), .. webp[12..], .. RiffChunk("EXIF", exif)];
        return [.. RiffChunk("RIFF", [.. "WEBP"u8, .. chunks])];
    }

    /// <summary>A PNG that claims a size and has no pixels.</summary>
    public static byte[] Claim(int width, int height)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        header[8] = 8;
        header[9] = 2;
        return [0x89, .. "PNG\r\n"u8, 0x1A, 0x0A, .. Chunk("IHDR", header), .. Chunk("IDAT", [0x78, 0x9C]), .. Chunk("IEND", [])];
    }

    /// <summary>A BMP that claims a size.</summary>
    public static byte[] BmpClaim(int width, int height) =>
        [.. Bmp[..18], .. BitConverter.GetBytes(width), .. BitConverter.GetBytes(height), .. Bmp[26..]];

    /// <summary>A WebP that claims a size.</summary>
    public static byte[] WebPClaim(int width, int height)
    {
        byte[] header = [0, 0, 0, 0, .. BitConverter.GetBytes(width - 1)[..3], .. BitConverter.GetBytes(height - 1)[..3]];
        return RiffChunk("RIFF", [.. "WEBP"u8, .. RiffChunk("VP8X", header), .. RiffChunk("VP8 ", new byte[20])]);
    }

    /// <summary>A JPEG that claims a size, behind a preview that has another.</summary>
    public static byte[] JpegClaim(ushort width, ushort height)
    {
        var jpeg = DrawnPictures.Encoded(40, 30, SKEncodedImageFormat.Jpeg);
        var frame = jpeg.AsSpan(jpeg.AsSpan().IndexOf(JpegFrame));
        BinaryPrimitives.WriteUInt16BigEndian(frame[5..], height);
        BinaryPrimitives.WriteUInt16BigEndian(frame[7..], width);
        return WithJpegExif(jpeg, DrawnPictures.Encoded(4, 3, SKEncodedImageFormat.Jpeg));
    }

    /// <summary>A progressive JPEG of a coarse scan and others that refine nothing, of which there may be any number.</summary>
    public static byte[] WithScans(int count)
    {
        var jpeg = DrawnPictures.Encoded(40, 30, SKEncodedImageFormat.Jpeg);
        jpeg[jpeg.AsSpan().IndexOf(JpegFrame) + 1] = 0xC2;
        byte[] scan = [0xFF, 0xDA, 0, 8, 1, 1, 0, 1, 63, 0];

        // Its scan is of the coarsest part of the pixels, whose last number behind three components of two bytes is 0.
        jpeg[jpeg.AsSpan().IndexOf(scan.AsSpan(0, 2)) + 12] = 0;
        return [.. jpeg[..^2], .. Enumerable.Repeat(scan, count - 1).SelectMany(bytes => bytes), .. jpeg[^2..]];
    }

    private static byte[] Chunk(string name, byte[] body)
    {
        byte[] named = [.. Encoding.ASCII.GetBytes(name), .. body];
        return [.. BigEndian((uint)body.Length), .. named, .. BigEndian(Crc32.HashToUInt32(named))];
    }

    private static byte[] RiffChunk(string name, byte[] body) =>
        [.. Encoding.ASCII.GetBytes(name), .. BitConverter.GetBytes(body.Length), .. body, .. new byte[body.Length % 2]];

    private static byte[] BigEndian(uint value)
    {
        var bytes = new byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
        return bytes;
    }
}
