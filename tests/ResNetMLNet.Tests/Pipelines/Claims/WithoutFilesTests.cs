using Microsoft.ML;
using ResNetMLNet.Pipelines.Claims;
using ResNetMLNet.Tests.Utilities;

namespace ResNetMLNet.Tests.Pipelines.Claims;

/// <summary>What the program makes of folders in which something is missing.</summary>
[TestClass]
public sealed class WithoutFilesTests
{
    [TestMethod]
    public void Missing_Weights_Should_Be_Told_With_Their_Place()
    {
        using var empty = new TemporaryFolder();

        // ML.NET refuses this address at once; for its own it would try for minutes.
        Environment.SetEnvironmentVariable("MICROSOFTML_RESOURCE_URL", "https://localhost/");
        var run = Run("train", "--data", empty.Path, "--temp", empty.Path);
        Environment.SetEnvironmentVariable("MICROSOFTML_RESOURCE_URL", null);

        Assert.AreEqual(1, run.ExitCode);
        Assert.Contains($"error: The text trainer needs its pretrained weights at '{empty.File("mlnet/NasBert2000000.tsm")}'", run.Progress);
        Assert.Contains("and they are missing: The function ResourceManagerUtils.EnsureResourceAsync only supports", run.Progress);
    }

    [TestMethod]
    [DataRow("--data", "The output folder")]
    [DataRow("--temp", "The folder for pretrained weights")]
    public void A_Folder_That_Cannot_Be_Written_Should_Be_Blamed_Before_Anything_Is_Done(string option, string what)
    {
        using var empty = new TemporaryFolder();
        using var folder = new TemporaryFolder();
        var file = folder.Write("file", []);
        var other = option == "--data" ? "--temp" : "--data";

        var run = Run("train", option, file, other, empty.Path);

        Assert.AreEqual(1, run.ExitCode);
        Assert.StartsWith($"error: {what} '{file}' cannot be written: ", run.Progress);
        Assert.EndsWith($"Choose another one with {option}.", run.Progress);
        Assert.IsEmpty(empty.FileNames);
    }

    [TestMethod]
    public void A_Folder_Without_Claims_Should_Get_Made_Up_Ones()
    {
        using var folder = new TemporaryFolder();
        string notice = "";
        var ml = new MLContext();

        var claims = ClaimData.Load(ml, folder.Path, text => notice = text);

        Assert.Contains("240 claims are made up", notice);
        var read = ml.Data.CreateEnumerable<Claim>(claims.TestSet, reuseRowObject: false).ToList();
        Assert.IsTrue(read.All(claim => File.Exists(folder.File(claim.Photo))));
        Assert.HasCount(3, read.Select(claim => claim.Decision).Distinct());
    }

    private static ProgramRun Run(params string[] arguments) => ProgramRun.Of(App.Run, arguments, _ => { }, time: null, CancellationToken.None);
}
