using ResNetMLNet.Interop;

namespace ResNetMLNet.Tests.Interop;

[TestClass]
public sealed class NativeLoadErrorTests
{
    private static readonly string Line = Environment.NewLine;

    [TestMethod]
    public void Error_Should_Name_The_Cpp_Runtime_And_What_Provides_It()
    {
        const string Details =
            "/lib/libstdc++.so.6: version `GLIBCXX_3.4.32' not found (required by /app/libLibTorchSharp.so)";

        Assert.AreEqual(
            "libtorch cannot be loaded: the C++ runtime of this system lacks GLIBCXX_3.4.32. Let the build relax " +
            "this requirement (ResNetMLNetPatchLibTorchSharp, on by default, must not be false), or install libstdc++ of " +
            "GCC 13 or later, which comes with Debian 13, Ubuntu 24.04 and Fedora 38." + Line + Details,
            Explain(Details));
    }

    [TestMethod]
    public void Error_Should_Name_Any_Other_Version_That_The_System_Lacks()
    {
        const string Details = "/lib/libc.so.6: version `GLIBC_2.28' not found (required by /app/libtorch_cpu.so)";

        Assert.AreEqual(
            "libtorch cannot be loaded: this system lacks GLIBC_2.28. Run on a newer release of it." + Line + Details,
            Explain(Details));
    }

    [TestMethod]
    public void Error_Should_Name_The_Symbol_That_A_Deployed_Libtorch_Lacks()
    {
        const string Details = "/app/libLibTorchSharp.so: undefined symbol: _ZN2at4onesE";

        Assert.AreEqual(
            "libtorch cannot be loaded: TorchSharp 0.107.0 needs libtorch 2.10.0, and the one that is deployed lacks " +
            "the symbol _ZN2at4onesE. Reference one of the packages TorchSharp-cpu, TorchSharp-cuda-linux or " +
            "TorchSharp-cuda-windows 0.107.0 and no other libtorch." + Line + Details,
            Explain(Details));
    }

    [TestMethod]
    public void Error_Should_Name_Both_Versions_If_An_Installed_PyTorch_Does_Not_Fit()
    {
        const string Details = "/app/libLibTorchSharp.so: undefined symbol: _ZN2at4onesE";
        string torch = Directory.CreateTempSubdirectory("resnetmlnet-").FullName;
        try
        {
            File.WriteAllText(Path.Combine(torch, "version.py"), "debug = False\n__version__ = '2.11.0+cu130'\n");
            string lib = Directory.CreateDirectory(Path.Combine(torch, "lib")).FullName;

            Assert.AreEqual(
                "libtorch cannot be loaded: TorchSharp 0.107.0 needs libtorch 2.10.0, and PyTorch 2.11.0+cu130 in " +
                $"'{lib}' lacks the symbol _ZN2at4onesE. Install PyTorch 2.10.0 and set RESNETMLNET_TORCH_LIB to its " +
                "folder torch/lib." + Line + Details,
                Explain(Details, lib));
        }
        finally
        {
            Directory.Delete(torch, recursive: true);
        }
    }

    [TestMethod]
    public void Error_Should_Name_A_System_Library_That_Is_Missing()
    {
        const string Details = "libcudart.so.12: cannot open shared object file: No such file or directory";

        Assert.AreEqual(
            "libtorch cannot be loaded: it depends on libcudart.so.12, which neither its folder nor this system has. " +
            "Deploy all files of libtorch, or install the package of the system that has this one." + Line + Details,
            Explain(Details));
    }

    private static string Explain(string details, string? installed = null) =>
        NativeLoadError.Explain(details, hasLibTorchSharp: true, hasTorch: true, installed).Message;
}
