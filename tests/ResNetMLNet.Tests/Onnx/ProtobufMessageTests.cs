using ResNetMLNet.Onnx;
using static TorchSharp.torch;

namespace ResNetMLNet.Tests.Onnx;

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
    public void Tensor_Should_Be_Written_Row_By_Row_Whatever_Its_Layout()
    {
        using var scope = NewDisposeScope();
        var turned = tensor(new float[] { 1, 2, 3, 4, 5, 6 }, [2, 3]).t();

        byte[] expected = [0x4A, 24, .. new float[] { 1, 4, 2, 5, 3, 6 }.SelectMany(BitConverter.GetBytes)];
        Assert.AreSequenceEqual(expected, Bytes(new ProtobufMessage().Add(9, turned)));
    }

    private static byte[] Bytes(ProtobufMessage message)
    {
        using var stream = new MemoryStream();
        message.WriteTo(stream);
        return stream.ToArray();
    }
}
