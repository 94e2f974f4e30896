using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using ResNetMLNet.Files;
using ResNetMLNet.History;
using ResNetMLNet.Tests.Utilities;
using ResNetMLNet.Training.Checkpoints;
using ResNetMLNet.Transforms.Files;
using static TorchSharp.torch;

namespace ResNetMLNet.Tests.Training.Checkpoints;

[TestClass]
public sealed class CheckpointFileTests
{
    private static readonly JsonSerializerOptions _named = new() { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };

    [TestMethod]
    public void State_And_Tensors_Should_Come_Back()
    {
        using var folder = new TemporaryFolder();
        using var scope = NewDisposeScope();
        var tensors = new Dictionary<string, Tensor> { ["a"] = ones(2, 3), ["b"] = tensor(new[] { Math.PI }) };
        Write(folder.File("c"), tensors);

        var state = CheckpointFile.ReadState(folder.File("c"));
        var read = CheckpointFile.ReadTensors(folder.File("c"));

        Assert.AreSequenceEqual(State.History, state.History, "infinities as well");
        Assert.AreEqual(State with { History = state.History, Definition = state.Definition }, state);
        Assert.AreSequenceEqual(State.Definition.Values, state.Definition.Values);
        Assert.IsTrue(read["a"].SameAs(tensors["a"]) && read["b"].SameAs(tensors["b"]));
        Assert.AreEqual(ScalarType.Float64, read["b"].dtype);
    }

    [TestMethod]
    public void A_File_Of_A_Newer_Version_Should_Be_Refused_By_Its_Version()
    {
        using var folder = new TemporaryFolder();
        AtomicFile.Write(folder.File("c"), stream => SafeTensorsWriter.Write(
            stream, new Dictionary<string, Tensor>(), new Dictionary<string, string> { ["format"] = "2", ["library"] = "9.9", ["state"] = "{}" }));
        Expect.Error<InvalidDataException>(() => CheckpointFile.ReadState(folder.File("c")), "is of format 2", "version 9.9", "Update the library");
    }

    [TestMethod]
    public void Files_That_Are_No_Checkpoints_Should_Be_Refused()
    {
        using var folder = new TemporaryFolder();
        AtomicFile.Write(folder.File("c"), stream => SafeTensorsWriter.Write(stream, new Dictionary<string, Tensor>()));
        Expect.Error<InvalidDataException>(() => CheckpointFile.ReadState(folder.File("c")), "is no checkpoint");
        AtomicFile.Write(folder.File("c"), stream => SafeTensorsWriter.Write(
            stream, new Dictionary<string, Tensor>(), new Dictionary<string, string> { ["format"] = "1", ["state"] = "{}" }));
        Expect.Error<InvalidDataException>(() => CheckpointFile.ReadState(folder.File("c")), "is damaged");
    }

    [TestMethod]
    [DataRow("batch", -1)]
    [DataRow("imagesSeen", 2)]
    [DataRow("epochSeconds", 1e300)]
    [DataRow("epochSeconds", double.NaN)]
    [DataRow("modelEpoch", 0)]
    [DataRow("modelEpoch", 3)]
    [DataRow("stopReason", 99)]
    [DataRow("history", null)]
    public void Numbers_That_No_Training_Has_Should_Be_Refused(string name, object? value)
    {
        using var folder = new TemporaryFolder();
        using var scope = NewDisposeScope();
        Write(folder.File("c"), []);
        using (var stream = File.OpenRead(folder.File("c")))
        {
            SafeTensorsHeader.Read(stream, out var metadata);
            var state = JsonNode.Parse(metadata["state"])!.AsObject();
            state[name] = value is null ? new JsonArray(null, null) : JsonSerializer.SerializeToNode(value, _named);
            var changed = new Dictionary<string, string>(metadata) { ["state"] = state.ToJsonString() };
            AtomicFile.Write(folder.File("d"), file => SafeTensorsWriter.Write(file, new Dictionary<string, Tensor>(), changed));
        }
        Expect.Error<InvalidDataException>(() => CheckpointFile.ReadState(folder.File("d")), "is damaged", folder.File("d"), "begin anew");
    }

    [TestMethod]
    public void Truncated_Files_Should_Be_Refused()
    {
        using var folder = new TemporaryFolder();
        using var scope = NewDisposeScope();
        Write(folder.File("c"), new() { ["a"] = ones(100) });
        var whole = File.ReadAllBytes(folder.File("c"));
        foreach (var length in new[] { 0, 7, 100, whole.Length - 1 })
        {
            folder.Write("t", whole[..length]);
            Assert.ThrowsExactly<InvalidDataException>(() => CheckpointFile.ReadState(folder.File("t")), $"{length} bytes");
        }
    }

    private static void Write(string path, Dictionary<string, Tensor> tensors)
    {
        using var file = CheckpointFile.Prepare(path, State, tensors);
        file.Keep();
    }

    private static CheckpointState State { get; } = new(
        new RunDefinition(new Dictionary<string, string> { ["Seed"] = "1" }, "AB", null, "CD"),
        [new EpochMetrics(1, 0.1, 0.9, double.PositiveInfinity, null, 1e-3, 1.5, 1000)],
        Batch: 3,
        ImagesSeen: 48,
        EpochSeconds: 0.7,
        LearningRate: 0.1,
        ModelEpoch: 1,
        TrainingStopReason.EarlyStopped);
}
