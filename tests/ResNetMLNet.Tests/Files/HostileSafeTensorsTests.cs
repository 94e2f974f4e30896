using System.Text;
using ResNetMLNet.Files;
using ResNetMLNet.Tests.Utilities;
using static TorchSharp.torch;

namespace ResNetMLNet.Tests.Files;

/// <summary>Files made to do harm: refused with one kind of error, before memory is taken for what they claim.</summary>
[TestClass]
public sealed class HostileSafeTensorsTests
{
    private const string A = "\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}";

    [TestMethod]
    [DataRow("{" + A + "," + A + "}", "tensor 'a' stands in it twice")]
    [DataRow("{" + A + ",\"\\u0061\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}", "tensor 'a' stands in it twice")]
    [DataRow("""{"a":{"dtype":"F32","dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", "'dtype' of tensor 'a' stands in it twice")]
    [DataRow("""{"a":{"dtype":"F32","shape":[1],"shape":[1],"data_offsets":[0,4]}}""", "'shape' of tensor 'a' stands in it twice")]
    [DataRow("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[9,9],"data_offsets":[0,4]}}""", "'data_offsets' of tensor 'a' stands")]
    [DataRow("""{"__metadata__":{"x":"1","x":"2"},"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", "the text 'x' stands in it twice")]
    [DataRow("""{"__metadata__":{},"__metadata__":{},"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", "'__metadata__' stands in it twice")]
    public void Read_Should_Reject_What_Is_Said_Twice(string header, string problem) => Reject(header, problem);

    [TestMethod]
    [DataRow("""{"a":{"dtype":"F32","shape":[NaN],"data_offsets":[0,4]}}""", "not the JSON object")]
    [DataRow("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,1e400]}}""", "not the JSON object")]
    [DataRow("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,18446744073709551620]}}""", "not the JSON object")]
    [DataRow("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[9223372036854775807,-9223372036854775808]}}""", "where byte 0 is next")]
    [DataRow("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,9223372036854775807]}}""", "has 9223372036854775807 bytes")]
    [DataRow("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,-4]}}""", "at bytes 0 to -4")]
    [DataRow("""{"a":{"dtype":"F32","shape":[1152921504606846976],"data_offsets":[0,4]}}""", "of shape (1152921504606846976), has 4 bytes")]
    [DataRow("""{"a":{"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,4]}}""", "(4294967296, 4294967296), overflows")]
    [DataRow("""{"a":{"dtype":"F32","shape":[0,4611686018427387904,4],"data_offsets":[0,0]}}""", "(0, 4611686018427387904, 4), overflows")]
    [DataRow("""{"a":{"dtype":"F32","shape":[0,-1],"data_offsets":[0,0]}}""", "the dimension -1")]
    [DataRow("""{"a":{"dtype":"F32","shape":[-1,-1],"data_offsets":[0,4]}}""", "the dimension -1")]
    [DataRow("""{"a":{"dtype":"F32","shape":1,"data_offsets":[0,4]}}""", "not the JSON object")]
    [DataRow("""{"a":{"dtype":null,"shape":[1],"data_offsets":[0,4]}}""", "not the JSON object")]
    [DataRow("""{"a":{"dtype":"F32","shape":[[1]],"data_offsets":[0,4]}}""", "not the JSON object")]
    [DataRow("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4],"more":[]}}""", "not the JSON object")]
    [DataRow("""{"a":null}""", "not the JSON object")]
    [DataRow("""{"__metadata__":{"x":1}}""", "not the JSON object")]
    [DataRow("{" + A + "}{}", "not the JSON object")]
    [DataRow("{" + A + ",}", "not the JSON object")]
    [DataRow("{\"\\ud800\":{}}", "not the JSON object")]
    [DataRow("", "not the JSON object")]
    public void Read_Should_Reject_Numbers_And_Values_That_Mean_Nothing(string header, string problem) => Reject(header, problem);

    [TestMethod]
    public void Read_Should_Reject_Deep_Nesting_Without_Following_It() =>
        Reject($$$"""{"a":{"dtype":"F32","data_offsets":[0,4],"shape":{{{new string('[', 1_000_000)}}}""", "not the JSON object");

    [TestMethod]
    public void Read_Should_Reject_A_Tensor_Of_A_Million_Dimensions()
    {
        var shape = string.Join(',', Enumerable.Repeat(1, 1_000_000));
        Reject($$$"""{"a":{"dtype":"F32","data_offsets":[0,4],"shape":[{{{shape}}}]}}""", "list of more than 64");
    }

    [TestMethod]
    public void Read_Should_Reject_More_Tensors_Than_Any_Network_Has()
    {
        var tensors = Enumerable.Range(0, 100_001)
            .Select(number => $$$"""
                "{{{number}}}":{"dtype":"F32","shape":[0],"data_offsets":[0,0]}
                """);
        Reject($"{{{string.Join(',', tensors)}}}", "more than 100000 tensors");
    }

    [TestMethod]
    public void Read_Should_Reject_A_Header_Of_Gigabytes_Before_Taking_Memory()
    {
        using var stream = new LongStream(SafeTensorsText.Bytes("{}", []), length: 5_000_000_000);
        stream.Write(BitConverter.GetBytes(4_000_000_000UL));
        stream.Position = 0;
        var before = GC.GetAllocatedBytesForCurrentThread();

        Expect.Error<InvalidDataException>(
            () => SafeTensorsHeader.Read(stream, out _), "4000000000 bytes, more than the 16777216");
        Assert.IsLessThan(100_000, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [TestMethod]
    public void Read_Should_Show_Names_On_One_Line_Of_Bounded_Length()
    {
        var name = new string('x', 100_000);
        var error = Reject(
            $$$"""{"{{{name}}}":{"dtype":"F32\u001b\n","shape":[1],"data_offsets":[0,4]}}""", "unknown type 'F32??'");
        Assert.IsLessThan(400, error.Message.Length);
    }

    [TestMethod]
    public void Read_Should_Survive_Any_Mutation()
    {
        using var scope = NewDisposeScope();
        using var written = new MemoryStream();
        var tensors = new Dictionary<string, Tensor>
        {
            ["w"] = ones(2, 3), ["n"] = tensor(5L), ["h"] = ones(2).to(ScalarType.Float16),
        };
        SafeTensorsWriter.Write(written, tensors, new Dictionary<string, string> { ["format"] = "pt" });
        var mutations = new SafeTensorsMutations(written.ToArray(), seed: 5);
        var refused = 0;
        for (var trial = 0; trial < 6_000; trial++)
        {
            using var trialScope = NewDisposeScope();
            var bytes = mutations.Next();
            var before = GC.GetAllocatedBytesForCurrentThread();
            refused += IsRefused(() => SafeTensorsReader.Read(new MemoryStream(bytes)), bytes) ? 1 : 0;
            IsRefused(() => SafeTensorsReader.Read(new MemoryStream(bytes), tensors), bytes);
            Assert.IsLessThan(500_000, GC.GetAllocatedBytesForCurrentThread() - before, Encoding.Latin1.GetString(bytes));
        }
        Assert.IsInRange(3_000, 5_999, refused);
    }

    private static bool IsRefused(Action read, byte[] bytes)
    {
        try
        {
            read();
            return false;
        }
        catch (Exception exception)
        {
            Assert.IsInstanceOfType<InvalidDataException>(exception, $"{exception}\n{Encoding.Latin1.GetString(bytes)}");
            return true;
        }
    }

    private static InvalidDataException Reject(string header, string problem)
    {
        using var scope = NewDisposeScope();
        using var stream = SafeTensorsText.Stream(header, new byte[header.Contains("[0,0]", StringComparison.Ordinal) ? 0 : 4]);
        return Expect.Error<InvalidDataException>(() => SafeTensorsReader.Read(stream), problem, "Save or copy the file again");
    }

    /// <summary>Claims bytes that it does not have.</summary>
    private sealed class LongStream : MemoryStream
    {
        public LongStream(byte[] content, long length)
            : base(content) =>
            Length = length;

        public override long Length { get; }
    }
}
