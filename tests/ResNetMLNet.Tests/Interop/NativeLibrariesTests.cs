using ResNetMLNet.Interop;
using TorchSharp;

namespace ResNetMLNet.Tests.Interop;

[TestClass]
public sealed class NativeLibrariesTests
{
    private const string Library = "libLibTorchSharp.so";

    private static string Patched => Path.Combine(AppContext.BaseDirectory, Library);

    [TestMethod]
    public void EnsureLoaded_Should_Let_TorchSharp_Make_A_Tensor()
    {
        NativeLibraries.EnsureLoaded();
        NativeLibraries.EnsureLoaded();

        using var sum = torch.ones(2).sum();
        Assert.AreEqual(2f, sum.item<float>());
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    public void EnsureLoaded_Should_Name_The_Missing_Library_And_Leave_TorchSharp_Alone()
    {
        using var deployment = new Deployment();
        string said = deployment.Load();

        StringAssert.StartsWith(
            said, "libtorch cannot be loaded: libLibTorchSharp.so is not among the files of the application.");
        Assert.DoesNotContain("LoadNativeBackend", said);
        Assert.IsFalse(Directory.Exists(Path.Combine(deployment.Folder, "cpu")));
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    public void EnsureLoaded_Should_Ask_For_A_Package_If_There_Is_No_Libtorch()
    {
        using var deployment = new Deployment();
        deployment.Add(Patched, Library);

        StringAssert.StartsWith(deployment.Load(), "libtorch cannot be loaded: no package brings libtorch for ");
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    public void EnsureLoaded_Should_Take_The_Patched_Library_Where_The_Original_Does_Not_Load()
    {
        TorchSharpPackage.ReadLibrary();
        using var deployment = new Deployment();
        deployment.AddTorch();
        deployment.Add(TorchSharpPackage.Library, Library);
        deployment.Add(Patched, $"resnetmlnet/linux-x64/{Library}");

        Assert.AreEqual(StartupHook.Success, deployment.Load());
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    public void EnsureLoaded_Should_Say_What_An_Old_System_Lacks()
    {
        TorchSharpPackage.ReadLibrary();
        using var deployment = new Deployment();
        deployment.AddTorch();
        deployment.Add(TorchSharpPackage.Library, Library);

        string said = deployment.Load();
        if (said == StartupHook.Success)
        {
            Assert.Inconclusive("This system has GLIBCXX_3.4.32.");
        }

        StringAssert.StartsWith(
            said, "libtorch cannot be loaded: the C++ runtime of this system lacks GLIBCXX_3.4.32.");
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    public void EnsureLoaded_Should_Take_Libtorch_From_The_Folder_That_The_Variable_Names()
    {
        using var deployment = new Deployment();
        deployment.Add(Patched, Library);
        string installed = deployment.AddTorch("site-packages/torch/lib");

        Assert.AreEqual(StartupHook.Success, deployment.Load(installed + "/"));
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    public void EnsureLoaded_Should_Refuse_A_Second_Libtorch()
    {
        using var deployment = new Deployment();
        deployment.AddTorch();
        deployment.Add(Patched, Library);
        string installed = deployment.AddTorch("torch/lib");

        StringAssert.StartsWith(
            deployment.Load(installed),
            $"RESNETMLNET_TORCH_LIB is set to '{installed}', but the application brings its own libtorch: ");
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    public void EnsureLoaded_Should_Refuse_A_Folder_That_Does_Not_Exist()
    {
        using var deployment = new Deployment();

        StringAssert.StartsWith(
            deployment.Load("/no/such/folder"),
            "RESNETMLNET_TORCH_LIB is set to '/no/such/folder', a folder that does not exist.");
    }
}
