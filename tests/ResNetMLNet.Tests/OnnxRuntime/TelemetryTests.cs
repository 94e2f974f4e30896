using System.Diagnostics;
using ResNetMLNet.Tests.Utilities;

namespace ResNetMLNet.Tests.OnnxRuntime;

/// <summary>ONNX Runtime reads its variable once per process, so that each test has one of its own.</summary>
[TestClass]
public sealed class TelemetryTests
{
    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    public void Onnx_Runtime_Should_Collect_Nothing() => Assert.IsEmpty(FilesLeftBy(setting: ""));

    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    public void An_Application_That_Chooses_Itself_Should_Have_Its_Choice() => Assert.Contains("deviceid", FilesLeftBy(setting: "0"));

    private static List<string> FilesLeftBy(string setting)
    {
        using var home = new TemporaryFolder();
        var program = typeof(TelemetryTests).Assembly.Location;
        var start = new ProcessStartInfo("dotnet", [program]) { RedirectStandardOutput = true };

        // ONNX Runtime collects nothing where a variable, such as CI, tells of a build server.
        foreach (var name in start.Environment.Keys.Except(["PATH", "DOTNET_ROOT"]).ToList())
            start.Environment.Remove(name);
        start.Environment["DOTNET_STARTUP_HOOKS"] = program;
        start.Environment["HOME"] = home.Path;
        start.Environment[StartupHook.ConvertVariable] = "1";
        start.Environment[StartupHook.TelemetryVariable] = setting;
        using var process = Process.Start(start)!;
        Assert.AreEqual(StartupHook.Converted, process.StandardOutput.ReadToEnd());
        process.WaitForExit();
        return [.. Directory.EnumerateFiles(home.Path, "*", SearchOption.AllDirectories)
            .Select(file => System.IO.Path.GetFileName(file)!)
            .Where(name => name is "deviceid" or "onnxruntime.db")];
    }
}
