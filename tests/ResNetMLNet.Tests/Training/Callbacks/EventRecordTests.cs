using ResNetMLNet.Tests.Utilities;
using ResNetMLNet.Training.Callbacks;
using Tensorboard;

namespace ResNetMLNet.Tests.Training.Callbacks;

[TestClass]
public sealed class EventRecordTests
{
    [TestMethod]
    public void Crc_Should_Be_That_Of_The_Published_Examples()
    {
        Assert.AreEqual(0xE3069283u, EventRecord.Crc("123456789"u8));
        // RFC 3720, B.4
        Assert.AreEqual(0x8A9136AAu, EventRecord.Crc(new byte[32]));
        Assert.AreEqual(0x46DD794Eu, EventRecord.Crc(Enumerable.Range(0, 32).Select(value => (byte)value).ToArray()));
    }

    [TestMethod]
    public void Record_Should_Have_The_Bytes_That_The_Format_Prescribes()
    {
        using var stream = new MemoryStream();

        EventRecord.Write(stream, new Event { WallTime = 1, Step = 300, FileVersion = "v" });

        byte[] data = [0x09, 0, 0, 0, 0, 0, 0, 0xF0, 0x3F, 0x10, 0xAC, 0x02, 0x1A, 0x01, (byte)'v'];
        var written = stream.ToArray();
        Assert.AreSequenceEqual(new byte[] { 15, 0, 0, 0, 0, 0, 0, 0 }, written[..8]);
        Assert.AreSequenceEqual(data, written[12..27]);
        Assert.HasCount(8 + 4 + 15 + 4, written);
    }

    [TestMethod]
    public void Append_That_Fails_Half_Way_Should_Leave_The_File_As_It_Was()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("events", "whole"u8.ToArray());

        using (var file = new FullDisk(path))
            Expect.Error<IOException>(() => EventRecord.Append(file, 5, "records"u8), "full as ordered");
        Assert.AreEqual("whole", File.ReadAllText(path));
    }

    [TestMethod]
    public void Append_Should_Cut_Off_What_An_Earlier_Failure_Left()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("events", "whole and half"u8.ToArray());

        using (var file = new FileStream(path, FileMode.Open))
            EventRecord.Append(file, 5, " again"u8);
        Assert.AreEqual("whole again", File.ReadAllText(path));
    }

    private sealed class FullDisk(string path) : FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None, bufferSize: 0)
    {
        public override void Write(ReadOnlySpan<byte> buffer)
        {
            base.Write(buffer[..(buffer.Length / 2)]);
            throw new IOException("The disk is full as ordered.");
        }
    }
}
