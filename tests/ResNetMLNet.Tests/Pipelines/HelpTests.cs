using ResNetMLNet.Pipelines.Common.CommandLine.Training;
using ResNetMLNet.Pipelines.FashionMnist;
using ResNetMLNet.Tests.Pipelines.ImageFolder;
using ResNetMLNet.Training;

namespace ResNetMLNet.Tests.Pipelines;

/// <summary>What <c>--help</c> says of the verbs of both programs.</summary>
[TestClass]
public sealed class HelpTests
{
    private const int TwoScreens = 116;

    [TestMethod]
    [DataRow("--data --output --recipe --epochs --batch-size --learning-rate --image-size --device --precision --seed", false)]
    [DataRow("--data --test --output --weights --recipe --epochs --learning-rate --image-size --device --seed", true)]
    public void The_Help_Of_Train_Should_Fit_Two_Screens_With_The_Everyday_Ten_First(string everyday, bool isFolder)
    {
        var lines = Help("train", isFolder).Split('\n');

        Assert.IsLessThanOrEqualTo(TwoScreens, lines.Length);
        Assert.IsLessThanOrEqualTo(100, lines.Max(line => line.Length));
        Assert.AreEqual(
            everyday,
            string.Join(' ', lines.SkipWhile(line => line != "Every day:").Skip(1).TakeWhile(line => line.StartsWith(' '))
                .Select(line => line.Trim().Split(' ')[0]).Where(word => word.StartsWith("--", StringComparison.Ordinal))));
    }

    [TestMethod]
    [DataRow(false, "train evaluate predict score info export summary recipes doctor")]
    [DataRow(true, "train evaluate predict score info export check recipes doctor")]
    public void Every_Option_Of_Every_Verb_Should_Tell_Its_Default_Or_That_It_Is_Required(bool isFolder, string verbs)
    {
        foreach (var verb in verbs.Split(' '))
        {
            foreach (var option in Options(Help(verb, isFolder)).Where(text => text.Split(' ')[0] != "--help"))
                Assert.MatchesRegex(@"[Dd]efault:|required\]", option);
        }
    }

    [TestMethod]
    public void The_Options_For_All_Verbs_Should_Be_Those_That_They_Take()
    {
        Assert.DoesNotContain("--version", Help("train", isFolder: false));
        Assert.Contains("\nWithout a verb:\n  --version ", ProgramRun.Of("--help").Results);
    }

    [TestMethod]
    public void The_Docstrings_Should_Come_With_The_Program() =>
        Assert.Contains(OptionDocs.FileName, typeof(OptionDocs).Assembly.GetManifestResourceNames());

    [TestMethod]
    [DataRow("--epochs N", "The number of passes over the training set [default: 5]")]
    [DataRow("--learning-rate X", "the highest one of --schedule [default: 0.1]")]
    [DataRow("--step-size N", "[with step; required]")]
    [DataRow("--momentum X", "[with sgd; default: 0.9]")]
    [DataRow("--optimizer WORD", "[adamw|sgd; default: sgd]")]
    [DataRow("--image-storage WORD", "[memory|file; default: memory]")]
    [DataRow("--keep-best BOOL", "[default: false]")]
    public void An_Option_Of_The_Trainer_Should_Have_The_Help_Of_Its_Docstring(string name, string text) => Assert.Contains(
        text, Options(Help("train", isFolder: false)).Single(option => option.StartsWith($"{name} ", StringComparison.Ordinal)));

    [TestMethod]
    public void Every_Option_Of_The_Trainer_That_Shapes_The_Weights_Should_Be_One_Of_The_Program()
    {
        var options = Options(Help("train", isFolder: false)).Count(option => option.StartsWith("--", StringComparison.Ordinal));

        // Parts are printed for the types that the defaults have; both optimizers and all schedules are in the help.
        Assert.IsGreaterThan(new ResNetTrainer.Options().ToString().Split('\n').Length, options);
    }

    [TestMethod]
    [DataRow("train", "--epochs N", "[default: 10]")]
    [DataRow("ask", "--model FILE", "[required]")]
    public void A_Verb_Without_Headings_Should_Tell_Its_Options_Too(string verb, string option, string text)
    {
        var console = ProgramRun.NewConsole();

        ResNetMLNet.Pipelines.Claims.App.Run([verb, "--help"], new(console, console, live: false), CancellationToken.None);

        Assert.Contains(text, Options(console.Output).Single(line => line.StartsWith(option, StringComparison.Ordinal)));
    }

    [TestMethod]
    public void On_A_Narrow_Terminal_The_Help_Should_Still_Fit()
    {
        var console = ProgramRun.NewConsole();
        console.Profile.Width = 60;

        App.Run(["train", "--help"], new(console, console, live: false));

        Assert.IsLessThanOrEqualTo(60, console.Output.Split('\n').Max(line => line.Length));
    }

    private static string Help(string verb, bool isFolder)
    {
        var run = isFolder ? FolderRun.Of(verb, "--help") : ProgramRun.Of(verb, "--help");
        Assert.AreEqual((0, ""), (run.ExitCode, run.Progress));
        return run.Results;
    }

    /// <summary>The options, each with its text in one line.</summary>
    private static IEnumerable<string> Options(string help) => help.Split("\n  --").Skip(1)
        .Select(text => "--" + string.Join(' ', text.Split('\n')
            .TakeWhile((line, i) => i == 0 || line.StartsWith(' '))
            .SelectMany(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))));
}
