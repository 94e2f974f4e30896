using ResNetMLNet.Tests.Utilities;

namespace ResNetMLNet.Tests.Pipelines;

[TestClass]
public sealed class CommandLineTests
{
    [TestMethod]
    [DataRow("train --epochs 0", "--epochs is '0'; it must be a whole number, from 1 to 10000.")]
    [DataRow("train --epochs 1.5", "--epochs is '1.5'; it must be a whole number, from 1 to 10000.")]
    [DataRow("train --batch-size 0", "--batch-size is '0'; it must be a whole number, from 1 to 65536.")]
    [DataRow("train --batch-size many", "--batch-size is 'many'; it must be a whole number, from 1 to 65536.")]
    [DataRow("train --learning-rate 0", "--learning-rate is '0'; it must be a number above 0, at most 100.")]
    [DataRow("train --learning-rate NaN", "--learning-rate is 'NaN'; it must be a number above 0, at most 100.")]
    [DataRow("train --image-size 7", "--image-size is '7'; it must be a whole number, from 8 to 512.")]
    [DataRow("train --train-rows 0", "--train-rows is '0'; it must be a whole number, at least 1.")]
    [DataRow("train --test-rows -3", "--test-rows is '-3'; it must be a whole number, at least 1.")]
    [DataRow("train --seed -1", "--seed is '-1'; it must be a whole number, at least 0.")]
    [DataRow("train --recipe huge", "--recipe is 'huge'; it must be one of quick, d2l, best.")]
    [DataRow("train --device tpu", "--device is 'tpu'; it must be one of auto, cpu, cuda.")]
    [DataRow("train --precision fp64", "--precision is 'fp64'; it must be one of auto, fp32, bf16.")]
    [DataRow("train --stem large", "--stem is 'large'; it must be one of standard, small.")]
    [DataRow("summary --stem large", "--stem is 'large'; it must be one of standard, small.")]
    [DataRow("predict picture.png --model m --top 0", "--top is '0'; it must be a whole number, from 1 to 1000.")]
    [DataRow("summary --image-size 0", "--image-size is '0'; it must be a whole number, from 1 to 1024.")]
    [DataRow("summary --classes 1", "--classes is '1'; it must be a whole number, from 2 to 100000.")]
    public void A_Value_Out_Of_Range_Should_End_With_One_Message_And_Exit_Code_1(string line, string message)
    {
        var run = ProgramRun.Of(line.Split(' '));

        Assert.AreEqual(1, run.ExitCode);
        Assert.AreEqual("", run.Results);
        Assert.AreEqual($"error: {message} See '{line.Split(' ')[0]} --help'.", run.Progress);
    }

    [TestMethod]
    [DataRow("evaluate", "Option '--model' is required. See 'evaluate --help'.")]
    [DataRow("predict --model m", "Required argument 'PICTURE' missing for command: 'predict'. See 'predict --help'.")]
    [DataRow("train --epoch", "Unrecognized command or argument '--epoch'. See 'train --help'.")]
    public void What_Is_Missing_Or_Unknown_Should_Be_Named(string line, string message)
    {
        var run = ProgramRun.Of(line.Split(' '));

        Assert.AreEqual(1, run.ExitCode);
        Assert.AreEqual($"error: {message}", run.Progress);
    }

    [TestMethod]
    [DataRow("", "No verb was given. Give train, evaluate, predict, summary or recipes. See '--help'.")]
    [DataRow("learn", "'learn' is not a verb. Give train, evaluate, predict, summary or recipes. See '--help'.")]
    public void A_Missing_Or_Unknown_Verb_Should_Be_Answered_With_The_Verbs(string line, string message)
    {
        var run = ProgramRun.Of(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.AreEqual(1, run.ExitCode);
        Assert.AreEqual($"error: {message}", run.Progress);
    }

    [TestMethod]
    [DataRow("train", "--epochs", "[default: 1]", "[default: auto]", "the book's experiment", "standard|small")]
    [DataRow("evaluate", "--model", "--data", "--test-rows", "--json")]
    [DataRow("predict", "--top", "[default: 3]", "PNG or JPEG", "black background")]
    [DataRow("summary", "--stem <standard|small>", "[default: standard]", "[default: 224]", "[default: 1]", "[default: 10]")]
    public void The_Help_Of_A_Verb_Should_Show_Options_And_Defaults(string verb, params string[] parts)
    {
        var run = ProgramRun.Of(verb, "--help");

        Assert.AreEqual(0, run.ExitCode);
        Assert.AreEqual("", run.Progress);
        foreach (var part in parts)
            Assert.Contains(part, run.Results);
    }

    [TestMethod]
    public void A_Missing_Model_File_Should_End_With_Its_Name_And_A_Remedy()
    {
        var run = ProgramRun.Of("evaluate", "--model", "absent.zip");

        Assert.AreEqual(1, run.ExitCode);
        Assert.EndsWith(
            "error: The model file 'absent.zip' does not exist. Check the path, or make one with 'train'.",
            run.Progress);
    }

    [TestMethod]
    public void A_File_That_Is_No_Model_Should_End_With_Its_Name_And_A_Remedy()
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("model.zip");
        File.WriteAllText(file, "this is no zip archive");

        var run = ProgramRun.Of("predict", "--model", file, "picture.png");

        Assert.AreEqual(1, run.ExitCode);
        Assert.EndsWith(
            $"error: The model file '{file}' cannot be loaded: it is no zip archive, or one that is cut short. "
            + "Give the model.zip of a training, or train anew.",
            run.Progress);
    }

    [TestMethod]
    public void Training_Should_Find_An_Unwritable_Output_Folder_Before_It_Loads_Anything()
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("a-file");
        File.WriteAllText(file, "");

        var run = ProgramRun.Of("train", "--device", "cpu", "--output", file);

        Assert.AreEqual(1, run.ExitCode);
        Assert.StartsWith($"error: The output folder '{file}' cannot be written:", run.Progress);
        Assert.DoesNotContain("Loading", run.Progress);
    }

    [TestMethod]
    public void A_Named_Data_Folder_That_Is_Missing_Should_Be_An_Error_And_Not_A_Fallback()
    {
        using var folder = new TemporaryFolder();
        var missing = folder.File("absent");

        var run = ProgramRun.Of("train", "--device", "cpu", "--data", missing, "--output", folder.File("out"));

        Assert.AreEqual(1, run.ExitCode);
        Assert.Contains(missing, run.Progress);
        Assert.DoesNotContain("drawn", run.Progress);
    }
}
