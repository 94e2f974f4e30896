using ResNetMLNet.Transforms.Onnx;

namespace ResNetMLNet.Transforms.Tests.Onnx;

[TestClass]
public sealed class ProtobufMessageTests
{
    [TestMethod]
    public void Fields_Should_Have_The_Bytes_That_The_Encoding_Prescribes()
    {
        var inner = new ProtobufMessage().Add(1, 300).Add(2, "é");
        var message = new ProtobufMessage().Add(16, inner).Add(3, 0);

        byte[] expected = [0x82, 0x01, 0x07, 0x08, 0xAC, 0x02, 0x12, 0x02, 0xC3, 0xA9, 0x18, 0x00];
        Assert.AreSequenceEqual(expected, Bytes(message));
    }

    [TestMethod]
    public void Bytes_Should_Be_Asked_For_Only_When_The_Message_Is_Written()
    {
        var value = (byte)1;
        var message = new ProtobufMessage().Add(9, 3, stream => stream.Write([value, 2, 3]));
        value = 7;

        Assert.AreEqual(5, message.Size);
        Assert.AreSequenceEqual((byte[])[0x4A, 3, 7, 2, 3], Bytes(message));
    }

    [TestMethod]
    public void Size_Should_Be_Right_Beyond_Two_Gigabytes()
    {
        var inner = new ProtobufMessage().Add(9, 3_000_000_000, _ => Assert.Fail("nothing is written"));

        Assert.AreEqual(3_000_000_000 + 6, inner.Size);
        Assert.AreEqual(3_000_000_006 + 6, new ProtobufMessage().Add(1, inner).Size);
    }

    private static byte[] Bytes(ProtobufMessage message)
    {
        using var stream = new MemoryStream();
        message.WriteTo(stream);
        return stream.ToArray();
    }
}
