using ResNetMLNet.Files;
using ResNetMLNet.Tests.Utilities;
using ResNetMLNet.Transforms.Files;
using ResNetMLNet.Weights;
using TorchSharp;
using static TorchSharp.torch;

namespace ResNetMLNet.Tests.Weights;

[TestClass]
public sealed class TorchWeightsTests
{
    [TestMethod]
    public void Load_Should_Give_Back_What_Save_Wrote_And_Leave_No_Tensor_Behind()
    {
        using var folder = new TemporaryFolder();
        using var network = Network(classes: 3);
        using var other = Network(classes: 3);
        var path = folder.File("deep/weights.safetensors");
        TorchWeights.Save(network, path);
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;

        TorchWeights.Load(other, path);

        Assert.AreEqual(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
        AssertSame(network, other);
        Assert.AreSequenceEqual(["weights.safetensors"], Directory.EnumerateFiles(folder.File("deep")).Select(Path.GetFileName));
    }

    [TestMethod]
    public void Save_Should_Tell_Python_That_The_Weights_Are_PyTorchs()
    {
        using var folder = new TemporaryFolder();
        using var network = Network(classes: 3);
        TorchWeights.Save(network, folder.File("weights"));

        using var stream = File.OpenRead(folder.File("weights"));
        SafeTensorsHeader.Read(stream, out var metadata);
        Assert.AreEqual(new("format", "pt"), metadata.Single());
    }

    [TestMethod]
    public void Save_Should_Leave_An_Earlier_File_Alone_Where_It_Fails()
    {
        using var folder = new TemporaryFolder();
        using var network = nn.Sequential(("fc", nn.Linear(2, 2, dtype: ScalarType.ComplexFloat32)));
        var path = folder.Write("weights", [1, 2, 3]);

        Expect.Error<NotSupportedException>(() => TorchWeights.Save(network, path), "ComplexFloat32");
        Assert.AreSequenceEqual(["weights"], folder.FileNames);
        Assert.AreSequenceEqual(new byte[] { 1, 2, 3 }, File.ReadAllBytes(path));
        Expect.Error<IOException>(() => TorchWeights.Save(network, folder.Path), folder.Path, "is a folder");
    }

    [TestMethod]
    public void Load_Should_Set_Counters_That_Old_Files_Lack_To_Zero()
    {
        using var folder = new TemporaryFolder();
        using var scope = NewDisposeScope();
        using var network = Network(classes: 3);
        network.state_dict()["bn.num_batches_tracked"].add_(5);
        var path = Write(folder, State(3).Where(entry => !entry.Key.EndsWith("tracked", StringComparison.Ordinal)));

        TorchWeights.Load(network, path);

        Assert.AreEqual(0, network.state_dict()["bn.num_batches_tracked"].item<long>());
    }

    [TestMethod]
    public void Load_Should_Take_Counters_Of_Shape_One_As_Some_Programs_Write_Them()
    {
        using var folder = new TemporaryFolder();
        using var scope = NewDisposeScope();
        using var network = Network(classes: 3);
        var state = State(classes: 3);
        state["bn.num_batches_tracked"] = full([1], 7, dtype: ScalarType.Int64);

        TorchWeights.Load(network, Write(folder, state));

        Assert.AreEqual(7, network.state_dict()["bn.num_batches_tracked"].item<long>());
    }

    [TestMethod]
    public void Load_Should_Tell_Equal_Misfits_At_Once()
    {
        using var folder = new TemporaryFolder();
        using var scope = NewDisposeScope();
        using var network = nn.Sequential([.. Enumerable.Range(0, 20).Select(index => ($"bn{index:D2}", (nn.Module<Tensor, Tensor>)nn.BatchNorm2d(2)))]);
        var state = network.state_dict().ToDictionary(
            entry => entry.Key, entry => entry.Key.EndsWith("tracked", StringComparison.Ordinal) ? zeros(2, dtype: ScalarType.Int64) : entry.Value);

        Expect.Error<InvalidDataException>(
            () => TorchWeights.Load(network, Write(folder, state)),
            "20 are misshapen: 'bn00.num_batches_tracked', 'bn01.num_batches_tracked', 'bn02.num_batches_tracked' and 17 more are "
            + "I64 of shape (2) instead of I64 of shape (). Give");
    }

    [TestMethod]
    public void Load_Should_List_All_That_Does_Not_Fit_And_Change_Nothing()
    {
        using var folder = new TemporaryFolder();
        using var scope = NewDisposeScope();
        using var network = Network(classes: 3);
        using var before = Network(classes: 3);
        before.load_state_dict(network.state_dict());
        var state = State(classes: 4);
        state.Remove("conv.bias");
        state["bn.weight"] = zeros(2, dtype: ScalarType.Bool);
        state.Add("more\n", zeros(1));

        Expect.Error<InvalidDataException>(
            () => TorchWeights.Load(network, Write(folder, state)),
            $"'{folder.File("weights")}' cannot be loaded. The weights do not fit the network: 1 is missing: 'conv.bias'; "
            + "1 is unexpected: 'more?'; 2 are misshapen: 'fc.weight' is F32 of shape (4, 2) instead of F32 of shape (3, 2), "
            + "'fc.bias' is F32 of shape (4) instead of F32 of shape (3); 1 is of a type that does not convert: "
            + "'bn.weight' is BOOL of shape (2) instead of F32 of shape (2). Give the network the settings that the weights were trained with (of a ResNet architecture, ");
        AssertSame(before, network);
    }

    [TestMethod]
    [DataRow(3, false)]
    [DataRow(4, true)]
    public void LoadForFineTuning_Should_Keep_The_Last_Layer_Of_Another_Class_Count(int classes, bool isKept)
    {
        using var folder = new TemporaryFolder();
        using var scope = NewDisposeScope();
        using var network = Network(classes: 3);
        var own = network.state_dict()["fc.weight"].clone();
        var state = State(classes);

        Assert.AreEqual(isKept, TorchWeights.LoadForFineTuning(network, Write(folder, state)).Ignores("fc.weight"));

        var loaded = network.state_dict();
        Assert.IsTrue(loaded["fc.weight"].SameAs(isKept ? own : state["fc.weight"]));
        foreach (var (name, tensor) in state.Where(entry => !entry.Key.StartsWith("fc", StringComparison.Ordinal)))
            Assert.IsTrue(loaded[name].SameAs(tensor), name);
    }

    [TestMethod]
    public void LoadForFineTuning_Should_Reject_Other_Features_And_Last_Layers_That_Contradict_Themselves()
    {
        using var folder = new TemporaryFolder();
        using var scope = NewDisposeScope();
        using var network = Network(classes: 3);
        var wider = State(classes: 4);
        wider["fc.weight"] = zeros(4, 5);
        var torn = State(classes: 4);
        torn["fc.bias"] = zeros(3);
        var twofold = State(classes: 4);
        twofold["fc.bias"] = zeros(5);
        var without = State(classes: 4);
        without.Remove("fc.bias");

        Reject(wider, "2 are misshapen: 'fc.weight' is F32 of shape (4, 5) instead of F32 of shape (3, 2)");
        Reject(torn, "1 is misshapen: 'fc.weight'");
        Reject(twofold, "2 are misshapen: 'fc.weight'");
        Reject(without, "1 is missing: 'fc.bias'; 1 is misshapen: 'fc.weight'");

        void Reject(Dictionary<string, Tensor> state, string problem) =>
            Expect.Error<InvalidDataException>(() => TorchWeights.LoadForFineTuning(network, Write(folder, state)), problem);
    }

    [TestMethod]
    [DataRow("", "is empty", "save_file")]
    [DataRow("PK\u0003\u0004\u0014\0\0\0\b\b", "a damaged zip archive", "Save or copy the file again")]
    [DataRow("\u0080\u0002\u008a\nl\u00fc\u009cF\u00f9", "a Python pickle", "save_file")]
    [DataRow("version https://git-lfs", "git-lfs", "pulled")]
    [DataRow("abc", "3 bytes, too few", "Save or copy the file again")]
    [DataRow("<!DOCTYPE html>", "its header claims", "Save or copy the file again")]
    public void Load_Should_Tell_What_Other_Files_Are(string content, string problem, string remedy)
    {
        using var folder = new TemporaryFolder();
        using var network = Network(classes: 3);
        var path = folder.Write("weights.pt", [.. content.Select(character => (byte)character)]);

        Expect.Error<InvalidDataException>(() => TorchWeights.Load(network, path), path, problem, remedy);
    }

    [TestMethod]
    [DataRow(0x280, DisplayName = "begins as a pickle does")]
    [DataRow(0x4b50, DisplayName = "begins with the letters PK")]
    public void Load_Should_Not_Mistake_The_Length_Of_A_Header_For_Another_Format(int length)
    {
        using var folder = new TemporaryFolder();
        using var network = nn.Sequential(("relu", nn.ReLU()));
        TorchWeights.Load(network, folder.Write("weights", SafeTensorsText.Bytes("{}".PadRight(length), [])));
    }

    [TestMethod]
    public void Load_Should_Tell_Of_Files_That_Are_Not_There()
    {
        using var folder = new TemporaryFolder();
        using var network = Network(classes: 3);
        var path = folder.File("none");
        Expect.Error<FileNotFoundException>(() => TorchWeights.Load(network, path), path, "Check the path");
        Expect.Error<FileNotFoundException>(() => TorchWeights.Load(network, folder.Path), folder.Path, "is a folder");
        Assert.ThrowsExactly<ArgumentException>(() => TorchWeights.Load(network, string.Empty));
        Assert.ThrowsExactly<ArgumentNullException>(() => TorchWeights.Load(null!, "weights"));
    }

    private static TorchSharp.Modules.Sequential Network(int classes) => nn.Sequential(
        ("conv", nn.Conv2d(1, 2, 3)), ("bn", nn.BatchNorm2d(2)), ("fc", nn.Linear(2, classes)));

    /// <summary>A state in the present dispose scope.</summary>
    private static Dictionary<string, Tensor> State(int classes)
    {
        using var network = Network(classes);
        return network.state_dict().ToDictionary(entry => entry.Key, entry => entry.Value.detach().clone());
    }

    private static string Write(TemporaryFolder folder, IEnumerable<KeyValuePair<string, Tensor>> state)
    {
        AtomicFile.Write(folder.File("weights"), stream => SafeTensorsWriter.Write(stream, state.ToDictionary()));
        return folder.File("weights");
    }

    private static void AssertSame(nn.Module expected, nn.Module actual)
    {
        var state = actual.state_dict();
        foreach (var (name, tensor) in expected.state_dict())
            Assert.IsTrue(tensor.SameAs(state[name]), name);
    }
}
