using System.Text;
using Microsoft.ML;
using Microsoft.ML.Data;
using ResNetMLNet.Files;
using ResNetMLNet.Modeling;
using ResNetMLNet.Scoring;
using ResNetMLNet.Tests.Utilities;

namespace ResNetMLNet.Tests.Scoring;

[TestClass]
public sealed class ModelFileTests
{
    [TestMethod]
    public void Load_Should_Give_Back_Scores_Columns_And_History()
    {
        var ml = new MLContext();
        var view = SmallImages.Load(ml, 20, seed: 5);
        using var loaded = Load(TrainedModel.Saved);

        Assert.AreSequenceEqual(
            RowText.Of(TrainedModel.Shared.Transform(view), _ => true), RowText.Of(loaded.Transform(view), _ => true));
        Assert.AreEqual(TrainedModel.Shared.History.StopReason, loaded.History.StopReason);
        Assert.AreEqual(TrainedModel.Shared.History.Seed, loaded.History.Seed);
        Assert.AreSequenceEqual(TrainedModel.Shared.History.Epochs, loaded.History.Epochs);
        Assert.AreEqual(3, loaded.Model.ClassCount);
        Assert.AreEqual(8, loaded.Model.ImageWidth);
    }

    [TestMethod]
    public void Save_Should_Write_The_Same_Weights_After_Load()
    {
        using var loaded = Load(TrainedModel.Saved);
        Assert.AreSequenceEqual(ModelZip.Entry(TrainedModel.Saved, "Network.safetensors"), ModelZip.Entry(ModelZip.Save(loaded), "Network.safetensors"));
    }

    [TestMethod]
    public void Weights_Should_Carry_Torchvisions_Names()
    {
        var header = Encoding.UTF8.GetString(ModelZip.Entry(TrainedModel.Saved, "Network.safetensors")[8..20_000]);
        foreach (var name in new[] { "conv1.weight", "bn1.running_mean", "layer1.0.conv1.weight", "layer2.0.downsample.0.weight", "layer4.1.bn2.bias", "fc.weight" })
            Assert.Contains($"\"{name}\":", header);
    }

    [TestMethod]
    public void Save_Should_Write_No_Version_Of_The_Library_That_Loading_Would_Ask_For()
    {
        var key = Encoding.Unicode.GetString(ModelZip.Entry(TrainedModel.Saved, "Model.key")) + Encoding.UTF8.GetString(ModelZip.Entry(TrainedModel.Saved, "Model.key"));
        Assert.Contains("ResNetMLNet", key);
        Assert.DoesNotContain("Version=", key);
    }

    [TestMethod]
    public void Load_Should_Reject_Missing_Weights() =>
        ExpectDamage(ModelZip.Replace(TrainedModel.Saved, "Network.safetensors", _ => null), "has no Network.safetensors");

    [TestMethod]
    public void Load_Should_Reject_Truncated_Weights() =>
        ExpectDamage(ModelZip.Replace(TrainedModel.Saved, "Network.safetensors", bytes => bytes[..^1000]), "damaged");

    [TestMethod]
    public void Load_Should_Reject_Weights_Too_Few_For_The_Classes_Before_Asking_For_Memory() =>
        ExpectDamage(ModelZip.Replace(TrainedModel.Saved, "Network.safetensors", bytes => bytes[..100]), "its weights have 100 bytes");

    [TestMethod]
    public void Load_Should_Reject_Weights_Of_Another_Network()
    {
        using var network = new ResNetMLNet.Modeling.ResNet(TrainedModel.Description, 1, 4);
        using var stream = new MemoryStream();
        SafeTensorsWriter.Write(stream, network.state_dict());
        ExpectDamage(
            ModelZip.Replace(TrainedModel.Saved, "Network.safetensors", _ => stream.ToArray()),
            "'fc.weight' is F32 of shape (4, 64) instead of F32 of shape (3, 64)", "'fc.bias'");
    }

    [TestMethod]
    public void Load_Should_Reject_A_Damaged_History()
    {
        ExpectDamage(ModelZip.Replace(TrainedModel.Saved, "History.json", _ => "{"u8.ToArray()), "History.json");
        ExpectDamage(ModelZip.Replace(TrainedModel.Saved, "History.json", _ => "{}"u8.ToArray()), "History.json");
        ExpectDamage(ModelZip.Replace(TrainedModel.Saved, "History.json", _ => null), "no History.json");
    }

    [TestMethod]
    public void Load_Should_Name_A_Newer_Version() =>
        ExpectDamage(ModelZip.Replace(TrainedModel.Saved, "Model.key", bytes => ModelZip.Overwrite(bytes, "RESNETML"u8, at: 8, 0x00020001, 0x00020001)), "too new");

    [TestMethod]
    public void Load_Should_Give_Back_The_Small_Stem()
    {
        var view = SmallImages.Load(new MLContext(), 20, seed: 5);
        var model = TrainedModel.WithSmallStem;
        using var loaded = Load(ModelZip.Save(model));

        Assert.AreEqual(ResNetStem.Small, model.Model.Description.Stem);
        Assert.AreEqual(ResNetStem.Small, loaded.Model.Description.Stem);
        Assert.AreSequenceEqual(RowText.Of(model.Transform(view), _ => true), RowText.Of(loaded.Transform(view), _ => true));
    }

    [TestMethod]
    [DataRow("\"Stem\":\"Standard\"", "\"Stem\":\"Enormous\"", "does not take the saved configuration")]
    [DataRow("\"Stem\":\"Standard\"", "\"Stem\":\"00000000\"", "does not take the saved configuration")]
    [DataRow("\"ResNet18\"", "\"ResNet34\"", "too few for 1 image channels and 3 classes")]
    [DataRow("\"PreActivation\":false", "\"PreActivation\":true ", "'bn1.weight'")]
    public void Load_Should_Reject_A_Network_That_There_Is_Not_Or_That_Is_Not_That_Of_The_Weights(
        string written, string read, string problem) => ExpectDamage(
            ModelZip.Replace(TrainedModel.Saved, "Model.key", bytes => WithText(bytes, written, read)), problem);

    [TestMethod]
    public void Load_Should_Name_The_Factory_That_Is_Not_There() => ExpectDamage(
        ModelZip.Replace(TrainedModel.Saved, "Model.key", bytes => WithText(bytes, "ResNetMLNetResNet{", "ResNetMLNetOldNet{")),
        "the factory 'OldNet', which the assembly 'ResNetMLNet' does not have");

    [TestMethod]
    public void Load_Should_Name_The_Assembly_That_Is_Not_There() => ExpectDamage(
        ModelZip.Replace(TrainedModel.Saved, "Model.key", bytes => WithText(bytes, "ResNetMLNetResNet{", "ResNetMLOldResNet{")),
        "the factory 'ResNet' of the assembly 'ResNetMLOld', which is not there");

    [TestMethod]
    public void Load_Should_Reject_Counts_That_Are_Not_Positive() =>
        ExpectDamage(ModelZip.Replace(TrainedModel.Saved, "Model.key", bytes => OverwriteCounts(bytes, channels: 0)), "number of image channels is not positive");

    [TestMethod]
    public void Load_Should_Reject_Images_That_Overflow() =>
        ExpectDamage(ModelZip.Replace(TrainedModel.Saved, "Model.key", bytes => OverwriteCounts(bytes, channels: int.MaxValue)), "its images are of 2147483647 x 8 x 8");

    [TestMethod]
    public void Load_Should_Reject_Label_Values_That_Do_Not_Fit_The_Classes() =>
        ExpectDamage(ModelZip.Replace(TrainedModel.Saved, "Model.key", bytes => OverwriteCounts(bytes, channels: 1, classes: 4)), "3 label values for 4 classes");

    [TestMethod]
    public void Load_Should_Reject_A_File_That_Is_Cut_Off() =>
        Assert.Throws<Exception>(() => Load(TrainedModel.Saved[..(TrainedModel.Saved.Length / 2)]));

    [TestMethod]
    public void Save_Should_Keep_Keys_Without_Values_And_Values_That_Are_Numbers()
    {
        var ml = new MLContext(seed: 1);
        var view = ml.Data.LoadFromEnumerable(SmallImages.Rows(32).Select((row, index) => new NumberedRow { Features = row.Features, Number = (index % 3) * 10, Key = (uint)(index % 3) }));
        var numbered = ml.Transforms.Conversion.MapValueToKey("Label", "Number").Fit(view).Transform(view);

        foreach (var label in new[] { "Label", "Key" })
        {
            var options = TrainedModel.Options(epochs: 1);
            options.LabelColumnName = label;
            using var model = ml.MulticlassClassification.Trainers.ResNet(options).Fit(numbered);
            using var loaded = Load(ModelZip.Save(model));
            SchemaText.AssertSame(model.GetOutputSchema(numbered.Schema), loaded.GetOutputSchema(numbered.Schema));
        }
    }

    private static ResNetTransformer Load(byte[] bytes) => (ResNetTransformer)new MLContext().Model.Load(new MemoryStream(bytes), out _);

    private static void ExpectDamage(byte[] bytes, params string[] parts)
    {
        // ML.NET wraps what a loader throws.
        var messages = Assert.Throws<Exception>(() => Load(bytes)).ToString();
        foreach (var part in parts)
            Assert.Contains(part, messages);
    }

    private static byte[] OverwriteCounts(byte[] bytes, int channels, int classes = 3) => ModelZip.Overwrite(
        bytes, ModelZip.Bytes(1, SmallImages.Size, SmallImages.Size, 3), at: 0,
        channels, SmallImages.Size, SmallImages.Size, classes);

    /// <summary>Puts a text of the same length in the place of another in the file's table of strings.</summary>
    private static byte[] WithText(byte[] bytes, string written, string read)
    {
        var (before, after) = (Encoding.Unicode.GetBytes(written), Encoding.Unicode.GetBytes(read));
        Assert.HasCount(before.Length, after);
        var place = bytes.AsSpan().IndexOf(before);
        Assert.IsGreaterThanOrEqualTo(0, place, "the text is gone: the layout changed");
        after.CopyTo(bytes, place);
        return bytes;
    }

    private sealed class NumberedRow
    {
        [VectorType(SmallImages.Size, SmallImages.Size)]
        public float[] Features { get; set; } = [];

        public int Number { get; set; }

        [KeyType(3)]
        public uint Key { get; set; }
    }
}
