using System.Buffers.Binary;
using System.Text;
using ResNetMLNet.Files;
using ResNetMLNet.Tests.Utilities;
using static TorchSharp.torch;

namespace ResNetMLNet.Tests.Files;

[TestClass]
public sealed class SafeTensorsTests
{
    [TestMethod]
    public void Write_Should_Follow_The_Published_Layout()
    {
        using var scope = NewDisposeScope();
        var bytes = Write(new() { ["a"] = tensor(new[,] { { 1f, 2f } }), ["b"] = tensor(4f) });

        var length = (int)BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        Assert.AreEqual(0, length % 8);
        Assert.AreEqual(
            """{"a":{"dtype":"F32","shape":[1,2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[],"data_offsets":[8,12]}}""",
            Encoding.UTF8.GetString(bytes, 8, length).TrimEnd());
        Assert.AreSequenceEqual(
            new byte[] { 0, 0, 0x80, 0x3f, 0, 0, 0, 0x40, 0, 0, 0x80, 0x40 }, bytes[(8 + length)..]);
    }

    [TestMethod]
    public void Write_Should_Put_Every_Number_At_A_Multiple_Of_Its_Size()
    {
        using var scope = NewDisposeScope();
        var bytes = Write(new() { ["odd"] = zeros(3), ["half"] = zeros(1, dtype: ScalarType.Float16), ["count"] = tensor(3L) });

        var entries = SafeTensorsHeader.Read(new MemoryStream(bytes), out _);
        Assert.AreSequenceEqual(["count", "odd", "half"], entries.Select(entry => entry.Key));
        Assert.IsTrue(entries.All(entry => entry.Value.Begin % SafeTensorsTypes.SizeOf(entry.Value.Type) == 0));
    }

    [TestMethod]
    public void Read_Should_Give_Back_What_Was_Written()
    {
        using var scope = NewDisposeScope();
        var written = State(rand(3, 4), 5);
        var read = State(zeros(3, 4), 0);

        SafeTensorsReader.Read(new MemoryStream(Write(written)), read);

        Assert.IsTrue(read["weight"].SameAs(written["weight"]));
        Assert.AreEqual(5, read["count"].item<long>());
    }

    [TestMethod]
    public void Read_Should_Take_Any_Order_And_Foreign_Metadata()
    {
        using var scope = NewDisposeScope();
        var stream = Stream(
            """{"__metadata__":{"format":"pt"},"weight":{"data_offsets":[8,12],"shape":[1],"dtype":"F32"},"count":{"data_offsets":[0,8],"shape":[],"dtype":"I64"}}""",
            [7, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x80, 0x3f]);
        var state = State(zeros(1), 0);

        SafeTensorsReader.Read(stream, state);

        Assert.AreEqual(7, state["count"].item<long>());
        Assert.AreEqual(1f, state["weight"].item<float>());
    }

    [TestMethod]
    public void Write_Should_Store_Views_Row_By_Row()
    {
        using var scope = NewDisposeScope();
        var transposed = arange(6, dtype: ScalarType.Float32).view(2, 3).t();
        var read = new Dictionary<string, Tensor> { ["a"] = zeros(3, 2) };

        SafeTensorsReader.Read(new MemoryStream(Write(new() { ["a"] = transposed })), read);

        Assert.IsTrue(read["a"].SameAs(transposed));
    }

    [TestMethod]
    public void Read_Should_List_All_That_Does_Not_Fit()
    {
        using var scope = NewDisposeScope();
        var written = Write(new() { ["weight"] = zeros(2, 2), ["extra"] = zeros(1) });
        var state = State(ones(2, 3), 0);

        Expect.Error<InvalidDataException>(
            () => SafeTensorsReader.Read(new MemoryStream(written), state),
            "1 is missing: 'count'; 1 is unexpected: 'extra'; 1 is misshapen: 'weight' is F32 of shape (2, 2) instead of F32 of shape (2, 3). ",
            "layout");
        Assert.IsTrue(state["weight"].SameAs(ones(2, 3)), "nothing may be changed");
    }

    [TestMethod]
    [DataRow("""[]""", 0, "not the JSON object")]
    [DataRow("""{"a":""", 0, "not the JSON object")]
    [DataRow("""{"a":1}""", 0, "not the JSON object")]
    [DataRow("""{"a":{"dtype":"F32","data_offsets":[0,4]}}""", 4, "not the JSON object")]
    [DataRow("""{"a":{"dtype":"F32","shape":[1.5],"data_offsets":[0,4]}}""", 4, "not the JSON object")]
    [DataRow("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0]}}""", 4, "1 data offsets instead of 2")]
    [DataRow("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", 8, "where byte 0 is next")]
    [DataRow("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[-4,0]}}""", 0, "where byte 0 is next")]
    [DataRow("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", 8, "where byte 8 is next")]
    [DataRow("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}""", 4, "of shape (2), has 4 bytes")]
    [DataRow("""{"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}""", 4, "the dimension -1")]
    [DataRow("""{"a":{"dtype":"F32","shape":[4611686018427387904],"data_offsets":[0,0]}}""", 0, "overflows")]
    [DataRow("""{"a":{"dtype":"X9","shape":[1],"data_offsets":[0,4]}}""", 4, "unknown type 'X9'")]
    [DataRow("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 3, "take 4 bytes where 3 follow")]
    [DataRow("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 5, "take 4 bytes where 5 follow")]
    [DataRow("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", 8, "'a' stands in it twice")]
    public void Read_Should_Reject_A_Damaged_Stream(string header, int dataBytes, string problem)
    {
        using var scope = NewDisposeScope();
        var state = new Dictionary<string, Tensor> { ["a"] = ones(1) };

        Expect.Error<InvalidDataException>(
            () => SafeTensorsReader.Read(Stream(header, new byte[dataBytes]), state), problem, "Save or copy the file again");
        Assert.AreEqual(1f, state["a"].item<float>(), "nothing may be changed");
    }

    [TestMethod]
    public void Read_Should_Reject_A_Length_That_The_Stream_Does_Not_Have()
    {
        var state = new Dictionary<string, Tensor>();
        Expect.Error<InvalidDataException>(() => SafeTensorsReader.Read(new MemoryStream([1, 2, 3]), state), "3 bytes");
        Expect.Error<InvalidDataException>(
            () => SafeTensorsReader.Read(new MemoryStream([.. BitConverter.GetBytes(ulong.MaxValue), 0]), state), "claims 18446744073709551615 bytes where 1 follow");
    }

    [TestMethod]
    public void Write_Should_Reject_Types_That_No_State_Here_Has()
    {
        using var scope = NewDisposeScope();
        Expect.Error<NotSupportedException>(
            () => Write(new() { ["a"] = zeros(1, dtype: ScalarType.ComplexFloat32) }), "ComplexFloat32", "convert");
    }

    [TestMethod]
    public void Texts_Beside_The_Tensors_Should_Come_Back_And_Not_Disturb_Readers_That_Ignore_Them()
    {
        using var scope = NewDisposeScope();
        using var stream = new MemoryStream();
        var written = new Dictionary<string, Tensor> { ["weight"] = tensor(new[] { Math.E, double.NaN }), ["count"] = tensor(3L) };
        SafeTensorsWriter.Write(stream, written, new Dictionary<string, string> { ["state"] = "{\"a\": \"\u00e4\"}" });

        stream.Position = 0;
        SafeTensorsHeader.Read(stream, out var metadata);
        Assert.AreEqual("{\"a\": \"\u00e4\"}", metadata.Single(entry => entry.Key == "state").Value);
        stream.Position = 0;
        var read = SafeTensorsReader.Read(stream);
        Assert.AreSequenceEqual(written["weight"].bytes.ToArray(), read["weight"].bytes.ToArray());
        Assert.AreEqual(3, read["count"].item<long>());
    }

    [TestMethod]
    public void Read_Should_Give_Back_Every_Type_And_Shape_That_Write_Takes()
    {
        using var scope = NewDisposeScope();
        ScalarType[] types =
        [
            ScalarType.Bool, ScalarType.Byte, ScalarType.Int8, ScalarType.Int16, ScalarType.Int32, ScalarType.Int64,
            ScalarType.Float16, ScalarType.BFloat16, ScalarType.Float32, ScalarType.Float64,
        ];
        var written = types.ToDictionary(type => $"{type}", type => tensor(new[] { 0f, 1f, 1f }).to(type));
        written.Add("nothing", zeros(3, 0, 2));

        var read = SafeTensorsReader.Read(new MemoryStream(Write(written)));

        foreach (var (name, tensor) in written)
        {
            Assert.AreEqual(tensor.dtype, read[name].dtype);
            Assert.IsTrue(read[name].SameAs(tensor), name);
        }
    }

    private static Dictionary<string, Tensor> State(Tensor weight, long count) => new() { ["weight"] = weight, ["count"] = tensor(count) };

    private static byte[] Write(Dictionary<string, Tensor> tensors)
    {
        using var stream = new MemoryStream();
        SafeTensorsWriter.Write(stream, tensors);
        return stream.ToArray();
    }

    private static MemoryStream Stream(string header, byte[] data)
    {
        var text = Encoding.UTF8.GetBytes(header);
        return new MemoryStream([.. BitConverter.GetBytes((ulong)text.Length), .. text, .. data]);
    }
}
