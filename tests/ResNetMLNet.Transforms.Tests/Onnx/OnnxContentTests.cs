using System.Runtime.InteropServices;
using ResNetMLNet.Transforms.Onnx;

namespace ResNetMLNet.Transforms.Tests.Onnx;

[TestClass]
public sealed class OnnxContentTests
{
    [TestMethod]
    public void Operators_And_Weights_Should_Be_Read_As_They_Were_Written()
    {
        var graph = new OnnxGraph();
        graph.AddConstants("weights", [2, 1], 1.5f, -2f);
        graph.Apply("Mul", "product", ["input", "weights"], OnnxMessages.Attribute("pads", [1, 300]), OnnxMessages.Attribute("factor", 2f));
        graph.Apply("Relu", "output", ["product"]);

        var content = OnnxContent.Read(Bytes(OnnxMessages.Model(graph.ToMessage("graph"), "writer", "1", [])));

        Assert.AreSequenceEqual(["Mul", "Relu"], content.Nodes.Select(node => node.Operation));
        Assert.AreSequenceEqual(["input", "weights"], content.Nodes[0].Inputs);
        Assert.AreEqual("product", content.Nodes[0].Output);
        var weights = content.Weights["weights"];
        Assert.AreSequenceEqual([2L, 1], weights.Shape);
        Assert.AreSequenceEqual([1.5f, -2f], MemoryMarshal.Cast<byte, float>(weights.Numbers.Span).ToArray());
    }

    [TestMethod]
    public void Numbers_In_A_List_Should_Be_Read_As_Those_In_Bytes()
    {
        var tensor = new ProtobufMessage().Add(1, 1).Add(4, 4, stream => stream.Write(BitConverter.GetBytes(0.5f))).Add(8, "list");
        var model = new ProtobufMessage().Add(7, new ProtobufMessage().Add(5, tensor));

        var weights = OnnxContent.Read(Bytes(model)).Weights["list"];

        Assert.AreEqual(0.5f, BitConverter.ToSingle(weights.Numbers.Span));
    }

    [TestMethod]
    [DataRow(new byte[] { 0x08, 0xAC, 0x02 }, 1, 300L, 0)]
    [DataRow(new byte[] { 0x08, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01 }, 1, -1L, 0)]
    [DataRow(new byte[] { 0x11, 1, 2, 3, 4, 5, 6, 7, 8 }, 2, 0L, 8)]
    [DataRow(new byte[] { 0x82, 0x01, 0x02, 7, 7 }, 16, 0L, 2)]
    [DataRow(new byte[] { 0x1D, 1, 2, 3, 4 }, 3, 0L, 4)]
    public void A_Field_Should_Be_As_The_Encoding_Prescribes(byte[] bytes, int number, long value, int length)
    {
        var field = ProtobufField.Of(bytes).Single();

        Assert.AreEqual((number, value, length), (field.Number, field.Value, field.Content.Length));
    }

    [TestMethod]
    [DataRow(new byte[] { 0x08 }, "A field of 1 bytes has 0.")]
    [DataRow(new byte[] { 0x12, 0x03, 1, 2 }, "A field of 3 bytes has 2.")]
    [DataRow(new byte[] { 0x12, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01 }, "A field of -1 bytes has 0.")]
    [DataRow(new byte[] { 0x0B }, "A field is of the kind 3, which there is not.")]
    [DataRow(new byte[] { 0x08, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x01 }, "An integer has more than 64 bits.")]
    public void What_Is_No_Message_Should_Be_Refused(byte[] bytes, string message) => Assert.AreEqual(
        message, Assert.ThrowsExactly<InvalidDataException>(() => ProtobufField.Of(bytes).ToList()).Message);

    private static byte[] Bytes(ProtobufMessage message)
    {
        using var stream = new MemoryStream();
        message.WriteTo(stream);
        return stream.ToArray();
    }
}
