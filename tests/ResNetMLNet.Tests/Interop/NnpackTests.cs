using System.Runtime.InteropServices;
using ResNetMLNet.Interop;

namespace ResNetMLNet.Tests.Interop;

[TestClass]
public sealed class NnpackTests
{
    private delegate nint GlobalContext();

    private delegate byte IsEnabled(nint context);

    [TestMethod]
    public void It_Should_Be_Off_Once_Libtorch_Is_Loaded()
    {
        if (!OperatingSystem.IsLinux())
            Assert.Inconclusive("It is turned off on Linux only.");
        NativeLibraries.EnsureLoaded();
        var torch = NativeLibrary.Load(NativeFile.NameOf(NativeFile.TorchCpu));
        var context = Function<GlobalContext>(torch, "_ZN2at13globalContextEv")();
        Assert.AreEqual(0, Function<IsEnabled>(torch, "_ZNK2at7Context17userEnabledNNPACKEv")(context));
    }

    private static T Function<T>(nint library, string name) =>
        Marshal.GetDelegateForFunctionPointer<T>(NativeLibrary.GetExport(library, name));
}
