using System.Buffers.Binary;
using System.IO.Compression;

namespace ResNetMLNet.Tests.Utilities;

/// <summary>Makes the bytes of IDX files, well-formed or not.</summary>
internal static class Idx
{
    /// <summary>Images whose pixels count up from the row number, so that each row is its own.</summary>
    public static byte[] Images(int rows, int height = 28, int width = 28)
    {
        var pixels = new byte[rows * height * width];
        for (var i = 0; i < pixels.Length; i++)
            pixels[i] = Pixel(i / (height * width), i % (height * width));
        return File(8, [(uint)rows, (uint)height, (uint)width], pixels);
    }

    public static byte Pixel(int row, int index) => (byte)((row * 7) + index);

    public static byte[] Labels(params byte[] labels) => File(8, [(uint)labels.Length], labels);

    /// <summary>Labels 0 to 9, over and over.</summary>
    public static byte[] TenLabels(int rows) => Labels([.. Enumerable.Range(0, rows).Select(row => (byte)(row % 10))]);

    public static byte[] File(byte elementType, uint[] dimensions, byte[] data)
    {
        var bytes = new byte[4 + (4 * dimensions.Length) + data.Length];
        (bytes[2], bytes[3]) = (elementType, (byte)dimensions.Length);
        for (var i = 0; i < dimensions.Length; i++)
            BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(4 + (4 * i)), dimensions[i]);
        data.CopyTo(bytes, 4 + (4 * dimensions.Length));
        return bytes;
    }

    public static byte[] Gzip(byte[] content)
    {
        var target = new MemoryStream();
        using (var gzip = new GZipStream(target, CompressionLevel.Fastest))
            gzip.Write(content);
        return target.ToArray();
    }
}
