using ResNetMLNet.Tests.Utilities;
using TorchSharp;

namespace ResNetMLNet.Tests.Pipelines;

/// <summary>What <c>score</c> makes of Fashion-MNIST.</summary>
[TestClass]
public sealed class ScoreGarmentsTests
{
    private static readonly TemporaryFolder Data = new();
    private static readonly TemporaryFolder Trained = new();

    [ClassInitialize]
    public static void TrainOnce(TestContext context)
    {
        TinyData.Write(Data, trainRows: 60, testRows: 30);
        var run = ProgramRun.Of(
            "train", "--data", Data.Path, "--output", Trained.Path, "--epochs", "1", "--batch-size", "30", "--image-size", "8", "--device", "cpu");
        Assert.AreEqual(0, run.ExitCode, run.Progress);
    }

    [ClassCleanup]
    public static void RemoveFolders()
    {
        Data.Dispose();
        Trained.Dispose();
    }

    [TestMethod]
    [DataRow("test", 30)]
    [DataRow("train", 60)]
    public void All_Images_Should_Be_Scored_With_Their_Labels(string images, int count)
    {
        using var output = new TemporaryFolder();

        var run = Score(output, "--images", images, "--format", "csv");

        Assert.AreEqual(0, run.ExitCode, run.Progress);
        var lines = File.ReadAllLines(output.File("block-000000.csv"));
        Assert.HasCount(count + 1, lines);
        Assert.StartsWith("Row,Label,PredictedLabel,Score.T-shirt/top,Score.Trouser,", lines[0]);
    }

    [TestMethod]
    public void Other_Images_Should_Be_Refused()
    {
        using var output = new TemporaryFolder();
        Score(output);

        Assert.Contains(
            "the fingerprint of the data is 'fashion-mnist, test' there and 'fashion-mnist, train' now", Score(output, "--images", "train").Progress);
    }

    [TestMethod]
    [DoNotParallelize]
    public void Tensors_Should_Not_Grow_With_The_Number_Of_Blocks()
    {
        using var few = new TemporaryFolder();
        using var many = new TemporaryFolder();

        // What a model leaves is the same for both.
        Assert.AreEqual(Left(() => Score(few, "--rows-per-block", "15")), Left(() => Score(many, "--rows-per-block", "1")));

        Assert.HasCount(31, many.FileNames);
    }

    private static long Left(Action score)
    {
        var before = torch.Tensor.TotalCount;
        score();
        return torch.Tensor.TotalCount - before;
    }

    private static ProgramRun Score(TemporaryFolder output, params string[] args) => ProgramRun.Of(
        ["score", "--model", Trained.File("model.zip"), "--data", Data.Path, "--output", output.Path, .. args]);
}
