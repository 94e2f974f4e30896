using ResNetMLNet.Files;
using ResNetMLNet.Tests.Utilities;
using static TorchSharp.torch;

namespace ResNetMLNet.Tests.Files;

[TestClass]
public sealed class SafeTensorsConversionTests
{
    /// <summary>Of 300 and 0.5, 1 / 3, a number near zero, and what is no number.</summary>
    private static readonly float[] _values = [300, -0.5f, 1f / 3, 1e-7f, float.NaN, float.NegativeInfinity];

    [TestMethod]
    [DataRow(ScalarType.Float16, ScalarType.Float32)]
    [DataRow(ScalarType.BFloat16, ScalarType.Float32)]
    [DataRow(ScalarType.Float64, ScalarType.Float32)]
    [DataRow(ScalarType.Float32, ScalarType.Float64)]
    [DataRow(ScalarType.Float32, ScalarType.BFloat16)]
    public void Read_Should_Convert_As_Torch_Does(ScalarType saved, ScalarType used)
    {
        using var scope = NewDisposeScope();
        var written = tensor(_values).to(saved);
        var read = zeros(6, dtype: used);

        Read(new() { ["a"] = written }, new() { ["a"] = read });

        Assert.IsTrue(read.isnan().SameAs(written.isnan()));
        Assert.IsTrue(read.nan_to_num().SameAs(written.to(used).nan_to_num()));
    }

    [TestMethod]
    public void Read_Should_Know_Half_And_Bfloat16_By_Their_Bits()
    {
        using var scope = NewDisposeScope();
        var state = new Dictionary<string, Tensor> { ["half"] = zeros(2), ["brain"] = zeros(2) };
        var header = """
            {"half":{"dtype":"F16","shape":[2],"data_offsets":[0,4]},"brain":{"dtype":"BF16","shape":[2],"data_offsets":[4,8]}}
            """;

        SafeTensorsReader.Read(SafeTensorsText.Stream(header, [0x00, 0x3e, 0x01, 0x80, 0xc0, 0x3f, 0x80, 0xff]), state);

        Assert.AreSequenceEqual([1.5f, -5.9604645e-8f], state["half"].data<float>().ToArray());
        Assert.AreSequenceEqual([1.5f, float.NegativeInfinity], state["brain"].data<float>().ToArray());
    }

    [TestMethod]
    [DataRow(new[] { 3L, 700_000 }, DisplayName = "rows that are not whole chunks")]
    [DataRow(new[] { 1L, 1_500_000 }, DisplayName = "one row of more than a chunk")]
    [DataRow(new[] { 2_100_000L }, DisplayName = "a vector of more than a chunk")]
    public void Read_Should_Convert_Tensors_Larger_Than_A_Chunk(long[] shape)
    {
        using var scope = NewDisposeScope();
        var read = zeros(shape);
        var written = arange(read.numel(), dtype: ScalarType.Float32).remainder(2048).view(shape);

        Read(new() { ["a"] = written.to(ScalarType.Float16), ["b"] = written }, new() { ["a"] = read, ["b"] = zeros(shape) });

        Assert.IsTrue(read.SameAs(written));
    }

    [TestMethod]
    public void Read_Should_Fill_Tensors_That_Do_Not_Lie_Row_By_Row()
    {
        using var scope = NewDisposeScope();
        var written = rand(4, 3, 2, 2);
        var storage = zeros(4, 2, 2, 3);

        Read(new() { ["a"] = written }, new() { ["a"] = storage.permute(0, 3, 1, 2) });

        Assert.IsTrue(storage.permute(0, 3, 1, 2).SameAs(written));
    }

    [TestMethod]
    public void Read_Should_Take_Counters_Of_32_Bits()
    {
        using var scope = NewDisposeScope();
        var state = new Dictionary<string, Tensor> { ["num_batches_tracked"] = tensor(0L) };

        Read(new() { ["num_batches_tracked"] = tensor(7) }, state);

        Assert.AreEqual(7, state["num_batches_tracked"].item<long>());
    }

    [TestMethod]
    public void Read_Should_List_All_Types_That_Do_Not_Convert()
    {
        using var scope = NewDisposeScope();
        var state = new Dictionary<string, Tensor> { ["a"] = ones(1), ["b"] = ones(2), ["c"] = tensor(5L), ["d"] = ones(1) };
        var header = """
            {"a":{"dtype":"BOOL","shape":[1],"data_offsets":[0,1]},"b":{"dtype":"F8_E4M3","shape":[2],"data_offsets":[1,3]},
            "c":{"dtype":"F32","shape":[],"data_offsets":[3,7]},"d":{"dtype":"F32","shape":[1],"data_offsets":[7,11]}}
            """;

        Expect.Error<InvalidDataException>(
            () => SafeTensorsReader.Read(SafeTensorsText.Stream(header, new byte[11]), state),
            "3 are of a type that does not convert: 'a' is BOOL of shape (1) instead of F32 of shape (1), "
            + "'b' is F8_E4M3 of shape (2) instead of F32 of shape (2), 'c' is F32 of shape () instead of I64 of shape ().");
        Assert.AreEqual(1f, state["d"].item<float>(), "nothing may be changed");
    }

    private static void Read(Dictionary<string, Tensor> written, Dictionary<string, Tensor> read)
    {
        using var stream = new MemoryStream();
        SafeTensorsWriter.Write(stream, written);
        stream.Position = 0;
        SafeTensorsReader.Read(stream, read);
    }
}
