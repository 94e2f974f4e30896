using ResNetMLNet.Benchmarks;
using ResNetMLNet.Benchmarks.CommandLine;
using ResNetMLNet.Benchmarks.Report;
using ResNetMLNet.Tests.Documentation;
using ResNetMLNet.Tests.Utilities;

namespace ResNetMLNet.Tests.Benchmarks;

[TestClass]
public sealed class MeasuredPartTests
{
    private const string Document = "tests/ResNetMLNet.Benchmarks/benchmarks.md";

    [TestMethod]
    public void What_Is_Written_By_Hand_Should_Stay()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "document.md");
        MeasuredPart.Write(file, "one\n");
        File.WriteAllText(file, $"before\n{File.ReadAllText(file)}after\n");
        var first = File.ReadAllText(file);
        MeasuredPart.Write(file, "two\n");
        Assert.AreEqual(first.Replace("one", "two"), File.ReadAllText(file));
    }

    [TestMethod]
    public void A_Document_Without_A_Place_For_It_Should_Be_Refused_As_It_Is()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "document.md");
        File.WriteAllText(file, "by hand\n");
        var problem = Assert.ThrowsExactly<BenchmarkException>(() => MeasuredPart.Write(file, "one\n"));
        Assert.Contains(file, problem.Message);
        Assert.AreEqual("by hand\n", File.ReadAllText(file));
    }

    [TestMethod]
    public void The_Document_Should_Have_The_Place_And_Name_Every_Verb()
    {
        var guide = new Guide(Document);
        MeasuredPart.Check(Path.Combine(Guide.Repository, Document));
        foreach (var verb in App.CreateCommand().Subcommands.Where(verb => !verb.Hidden))
            Assert.Contains($"| `{verb.Name}` |", guide.Text);
    }
}
