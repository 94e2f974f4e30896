using Microsoft.ML;
using ResNetMLNet.OnnxRuntime;
using ResNetMLNet.OnnxRuntime.Scoring;
using ResNetMLNet.Tests.Utilities;

namespace ResNetMLNet.Tests.OnnxRuntime;

[TestClass]
public sealed class OnnxRuntimeModelFileTests
{
    private const string Network = "Network.onnx";

    private static readonly Lazy<byte[]> _saved = new(() =>
    {
        using var model = (OnnxRuntimeTransformer)new MLContext().Model.ToOnnxRuntime(TrainedModel.Shared);
        return ModelZip.Save(model);
    });

    [TestMethod]
    public void Save_Should_Write_The_Same_Network_After_Load()
    {
        using var loaded = Load(_saved.Value);

        Assert.AreSequenceEqual(ModelZip.Entry(_saved.Value, Network), ModelZip.Entry(ModelZip.Save(loaded), Network));
    }

    [TestMethod]
    public void Load_Should_Reject_A_Missing_Network() =>
        ExpectDamage(ModelZip.Replace(_saved.Value, Network, _ => null), "has no Network.onnx");

    [TestMethod]
    [DataRow(0.0)]
    [DataRow(0.5)]
    [DataRow(0.999)]
    public void Load_Should_Reject_A_Network_That_Is_Cut_Off(double part) => ExpectDamage(
        ModelZip.Replace(_saved.Value, Network, bytes => bytes[..(int)(part * bytes.Length)]), "ONNX Runtime does not take its network");

    [TestMethod]
    public void Load_Should_Reject_A_Network_For_Other_Images() => ExpectDamage(
        ModelZip.Replace(_saved.Value, "Model.key", bytes => Overwrite(bytes, [1, 8, 8, 3], [1, 8, 9, 3])), "N x 1 x 8 x 9");

    [TestMethod]
    public void Load_Should_Reject_Counts_That_Are_Not_Positive() => ExpectDamage(
        ModelZip.Replace(_saved.Value, "Model.key", bytes => Overwrite(bytes, [1, 8, 8, 3], [1, 8, 8, 0])), "number of classes is not positive");

    [TestMethod]
    public void Load_Should_Reject_Label_Values_That_Do_Not_Fit_The_Classes() => ExpectDamage(
        ModelZip.Replace(_saved.Value, "Model.key", bytes => Overwrite(bytes, [1, 8, 8, 3], [1, 8, 8, 4])), "3 label values for 4 classes");

    [TestMethod]
    public void Save_Should_Write_No_Version_Of_The_Library_That_Loading_Would_Ask_For() =>
        Assert.DoesNotContain("Version=", System.Text.Encoding.Unicode.GetString(ModelZip.Entry(_saved.Value, "Model.key")));

    private static OnnxRuntimeTransformer Load(byte[] zip) =>
        (OnnxRuntimeTransformer)new MLContext().Model.Load(new MemoryStream(zip), out _);

    private static void ExpectDamage(byte[] zip, string message) =>
        // ML.NET wraps what a loader throws.
        Assert.Contains(message, Assert.Throws<Exception>(() => Load(zip)).ToString());

    private static byte[] Overwrite(byte[] key, int[] before, int[] after)
    {
        var place = key.AsSpan().IndexOf(Bytes(before));
        Assert.IsGreaterThanOrEqualTo(0, place, "the file is laid out in another way");
        Bytes(after).CopyTo(key.AsSpan(place));
        return key;
    }

    private static byte[] Bytes(int[] numbers) => [.. numbers.SelectMany(BitConverter.GetBytes)];
}
