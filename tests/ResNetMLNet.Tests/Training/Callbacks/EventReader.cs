using System.Buffers.Binary;
using Tensorboard;

namespace ResNetMLNet.Tests.Training.Callbacks;

/// <summary>Reads event files by the description of their format.</summary>
internal static class EventReader
{
    /// <summary>The events of a file, all of which must be whole.</summary>
    public static List<Event> Read(string path)
    {
        var bytes = File.ReadAllBytes(path).AsSpan();
        var events = new List<Event>();
        while (bytes.Length > 0)
        {
            var length = (int)BinaryPrimitives.ReadUInt64LittleEndian(bytes);
            Assert.AreEqual(Masked(bytes[..8]), BinaryPrimitives.ReadUInt32LittleEndian(bytes[8..]), "CRC of the length");
            var data = bytes.Slice(12, length);
            Assert.AreEqual(Masked(data), BinaryPrimitives.ReadUInt32LittleEndian(bytes[(12 + length)..]), "CRC of the data");
            events.Add(Event.Parser.ParseFrom(data.ToArray()));
            bytes = bytes[(16 + length)..];
        }
        return events;
    }

    /// <summary>An event in a word: the version, a start with its step, or an epoch.</summary>
    public static string Word(Event entry) => entry.WhatCase switch
    {
        Event.WhatOneofCase.FileVersion => entry.FileVersion,
        Event.WhatOneofCase.SessionLog => $"{entry.SessionLog.Status} {entry.Step}",
        Event.WhatOneofCase.Summary => $"epoch {entry.Step}",
        _ => entry.ToString(),
    };

    /// <summary>Bit by bit, by the reversed polynomial.</summary>
    private static uint Masked(ReadOnlySpan<byte> data)
    {
        var crc = ~0u;
        foreach (var value in data)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc >> 1) ^ (0x82F63B78 & (0u - (crc & 1)));
        }
        crc = ~crc;
        return ((crc >> 15) | (crc << 17)) + 0xA282EAD8;
    }
}
