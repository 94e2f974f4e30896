using System.Buffers.Binary;
using System.Numerics;
using Google.Protobuf;
using Tensorboard;

namespace ResNetMLNet.Training.Callbacks;

/// <summary>The frame of an event in an event file, which TensorFlow calls TFRecord.</summary>
/// <remarks>
/// <code>
/// uint64   length of the data
/// uint32   masked CRC-32C of the length
/// byte[]   the data: a tensorboard.Event as a protocol buffer
/// uint32   masked CRC-32C of the data
/// </code>
/// All little-endian.
/// </remarks>
internal static class EventRecord
{
    /// <summary>Writes one event.</summary>
    public static void Write(Stream stream, Event content)
    {
        var data = content.ToByteArray();
        Span<byte> length = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)data.Length);
        WriteWithCrc(stream, length);
        WriteWithCrc(stream, data);
    }

    /// <summary>Cuts a file to a length and appends to it; if that fails, the file has that length.</summary>
    public static void Append(FileStream file, long length, ReadOnlySpan<byte> records)
    {
        file.SetLength(length);
        file.Position = length;
        try
        {
            file.Write(records);
            file.Flush(flushToDisk: true);
        }
        catch
        {
            file.SetLength(length);
            throw;
        }
    }

    /// <summary>CRC-32C (Castagnoli) of some data.</summary>
    public static uint Crc(ReadOnlySpan<byte> data)
    {
        var crc = uint.MaxValue;
        foreach (var value in data)
            crc = BitOperations.Crc32C(crc, value);
        return ~crc;
    }

    private static void WriteWithCrc(Stream stream, ReadOnlySpan<byte> data)
    {
        // Masked, as the format prescribes, since a CRC of data that contain their own CRC is of little use.
        var masked = BitOperations.RotateRight(Crc(data), 15) + 0xA282EAD8;
        Span<byte> crc = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32LittleEndian(crc, masked);
        stream.Write(data);
        stream.Write(crc);
    }
}
