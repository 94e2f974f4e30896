namespace ResNetMLNet.Tests.Pipelines;

[TestClass]
public sealed class SummaryVerbTests
{
    [TestMethod]
    public void Summary_Should_Print_Every_Layer_The_Totals_And_The_Shape_After_Each_Module()
    {
        var run = ProgramRun.Of("summary");

        Assert.AreEqual(0, run.ExitCode);
        var rows = Cells(run.Results);
        CollectionAssert.Contains(rows, "Conv2D-1|(1, 64, 112, 112)|3,200");
        CollectionAssert.Contains(rows, "Conv2D-19|(1, 128, 28, 28)|8,320");
        CollectionAssert.Contains(rows, "Residual-47|(1, 512, 7, 7)|0");
        CollectionAssert.Contains(rows, "Dense-49|(1, 10)|5,130");
        CollectionAssert.Contains(rows, "Total parameters|11,186,186");
        CollectionAssert.Contains(rows, "Trainable parameters|11,178,378");
        CollectionAssert.Contains(rows, "Non-trainable parameters|7,808");
        CollectionAssert.Contains(rows, "maxpool|(1, 64, 56, 56)");
        CollectionAssert.Contains(rows, "fc|(1, 10)");
        Assert.HasCount(1 + 49 + 3 + 1 + 10, rows);
    }

    [TestMethod]
    public void Summary_Should_Follow_Its_Options()
    {
        var run = ProgramRun.Of("summary", "--image-size", "28", "--batch-size", "2", "--classes", "3");

        var rows = Cells(run.Results);
        CollectionAssert.Contains(rows, "Conv2D-1|(2, 64, 14, 14)|3,200");
        CollectionAssert.Contains(rows, "Dense-49|(2, 3)|1,539");
    }

    [TestMethod]
    public void Summary_Should_Show_The_Network_With_The_Small_Stem()
    {
        var run = ProgramRun.Of("summary", "--stem", "small", "--image-size", "28");

        var rows = Cells(run.Results);
        CollectionAssert.Contains(rows, "Conv2D-1|(1, 64, 28, 28)|640");
        CollectionAssert.Contains(rows, "Conv2D-4|(1, 64, 28, 28)|36,928");
        CollectionAssert.Contains(rows, "Dense-48|(1, 10)|5,130");
        Assert.DoesNotContain("maxpool", run.Results, StringComparison.OrdinalIgnoreCase);
    }

    [TestMethod]
    public void Summary_Should_Show_Blocks_And_Channels_Of_Ones_Own()
    {
        var rows = Cells(ProgramRun.Of("summary", "--blocks", "1,1,1,2", "--widths", "4,6,8,10", "--image-size", "32").Results);

        CollectionAssert.Contains(rows, "Conv2D-1|(1, 4, 16, 16)|200");
        CollectionAssert.Contains(rows, "layer4|(1, 10, 1, 1)");
    }

    [TestMethod]
    [DataRow("resnet18", "11,689,512")]
    [DataRow("resnet50", "25,557,032")]
    public void Summary_Should_Count_The_Parameters_That_Torchvision_Publishes(string architecture, string parameters)
    {
        var run = ProgramRun.Of(
            "summary", "--architecture", architecture, "--layout", "torchvision", "--channels", "3", "--classes", "1000",
            "--image-size", "32");

        CollectionAssert.Contains(Cells(run.Results), $"Trainable parameters|{parameters}");
    }

    [TestMethod]
    [DataRow("resnet34", "513", "--stem small it must be at most 512.")]
    [DataRow("resnet50", "257", "--stem small and --architecture resnet50 it must be at most 256.")]
    public void Summary_Should_Take_Smaller_Images_The_Wider_The_Maps_Are(string architecture, string size, string end)
    {
        var run = ProgramRun.Of("summary", "--stem", "small", "--architecture", architecture, "--image-size", size);

        Assert.AreEqual(1, run.ExitCode);
        Assert.EndsWith($"error: --image-size is '{size}'; with {end}", run.Progress);
    }

    [TestMethod]
    public void Summary_Should_Refuse_Images_Whose_Maps_Behind_The_Small_Stem_Would_Take_Too_Much_Memory()
    {
        var run = ProgramRun.Of("summary", "--stem", "small", "--image-size", "513");

        Assert.AreEqual(1, run.ExitCode);
        Assert.EndsWith("error: --image-size is '513'; with --stem small it must be at most 512.", run.Progress);
    }

    private static List<string> Cells(string table) =>
    [
        .. table.Split('\n')
            .Where(line => line.StartsWith('│'))
            .Select(line => string.Join('|', line.Trim('│').Split('│').Select(cell => cell.Trim()))),
    ];
}
