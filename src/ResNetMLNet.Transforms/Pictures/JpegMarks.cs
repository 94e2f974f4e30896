using System.Buffers.Binary;

namespace ResNetMLNet.Transforms.Pictures;

/// <summary>What the marks of a JPEG tell, which its decoder does not tell of what it refuses.</summary>
internal static class JpegMarks
{
    private const byte Begin = 0xFF;
    private const byte Scan = 0xDA;
    private const byte End = 0xD9;

    /// <summary>The number of scans; a progressive picture goes over all of its pixels once more with each.</summary>
    public static int Scans(ReadOnlySpan<byte> content)
    {
        var scans = 0;
        for (var rest = content; rest is [_, not End, ..]; rest = Next(rest))
            scans += rest[1] == Scan ? 1 : 0;
        return scans;
    }

    /// <summary>The size that is claimed; nothing if none is.</summary>
    public static (uint Width, uint Height) Size(ReadOnlySpan<byte> content)
    {
        var rest = content;
        while (rest is [_, not (Scan or End), ..] && !IsFrame(rest[1]))
            rest = Next(rest);
        return rest.Length >= 9 && IsFrame(rest[1])
            ? (BinaryPrimitives.ReadUInt16BigEndian(rest[7..]), BinaryPrimitives.ReadUInt16BigEndian(rest[5..]))
            : default;
    }

    /// <summary>
    /// Whether a decoder knows all marks among the pixels and behind them. The rows behind another, which comes of bytes that were lost
    /// or changed, would be grey, and the decoder ends with the last row, before it comes upon the mark.
    /// </summary>
    public static bool AreKnown(ReadOnlySpan<byte> content)
    {
        var isBehindScan = false;
        for (var rest = content; rest is [_, not End, ..]; rest = Next(rest))
        {
            if (isBehindScan && !CanFollowScan(rest[1]))
                return false;
            isBehindScan |= rest[1] == Scan;
        }
        return true;
    }

    /// <summary>A content from the mark behind its first one on; empty if there is none.</summary>
    private static ReadOnlySpan<byte> Next(ReadOnlySpan<byte> content)
    {
        var rest = content[Math.Min(2 + BodyLength(content), content.Length)..];
        while (rest.Length > 1 && !(rest[0] == Begin && IsMark(rest[1])))
            rest = rest[1..] is var behind && behind.IndexOf(Begin) is >= 0 and var at ? behind[at..] : [];
        return rest;
    }

    private static int BodyLength(ReadOnlySpan<byte> content) =>
        content.Length >= 4 && !IsStart(content[1]) ? BinaryPrimitives.ReadUInt16BigEndian(content[2..]) : 0;

    private static bool IsStart(byte mark) => mark == 0xD8;

    // Among pixels a byte of 255 is followed by 0, and restarts are marked.
    private static bool IsMark(byte mark) => mark is not (0 or 1 or Begin or (>= 0xD0 and <= 0xD7));

    // Tables, scans, the number of rows, what programs add, and comments.
    private static bool CanFollowScan(byte mark) => mark is 0xC4 or 0xCC or Scan or (>= 0xDB and <= 0xDD) or (>= 0xE0 and <= 0xEF) or 0xFE;

    private static bool IsFrame(byte mark) => mark is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC);
}
