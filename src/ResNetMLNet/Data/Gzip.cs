using System.IO.Compression;

namespace ResNetMLNet.Data;

/// <summary>
/// Tells gzip by its first two bytes. The name of a file says nothing: tools rename and browsers unpack.
/// </summary>
internal static class Gzip
{
    private const byte FirstByte = 0x1f;
    private const byte SecondByte = 0x8b;

    /// <summary>Whether a seekable stream holds gzip data; rewinds the stream.</summary>
    public static bool IsCompressed(Stream stream)
    {
        Span<byte> start = stackalloc byte[2];
        stream.Position = 0;
        var read = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        stream.Position = 0;
        return read == start.Length && start[0] == FirstByte && start[1] == SecondByte;
    }

    /// <summary>The uncompressed content of a seekable stream that holds gzip data.</summary>
    public static Stream Decompress(Stream stream, bool leaveOpen = false) =>
        new GZipStream(stream, CompressionMode.Decompress, leaveOpen);
}
