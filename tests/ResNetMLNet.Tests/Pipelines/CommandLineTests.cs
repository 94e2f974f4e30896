using ResNetMLNet.Tests.Utilities;
using ResNetMLNet.Transforms.Interop;

namespace ResNetMLNet.Tests.Pipelines;

[TestClass]
public sealed class CommandLineTests
{
    [TestMethod]
    [DataRow("train --epochs 0", "--epochs is '0'; it must be a whole number, from 1 to 10000.")]
    [DataRow("train --epochs 1.5", "--epochs is '1.5'; it must be a whole number, from 1 to 10000.")]
    [DataRow("train --threads 0", "--threads is '0'; it must be a whole number, from 1 to 1024.")]
    [DataRow("evaluate --model m --threads all", "--threads is 'all'; it must be a whole number, from 1 to 1024.")]
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
    [DataRow(
        "train --architecture resnet20",
        "--architecture is 'resnet20'; it must be one of resnet18, resnet34, resnet50, resnet101, resnet152.")]
    [DataRow("train --layout keras", "--layout is 'keras'; it must be one of d2l, torchvision.")]
    [DataRow("summary --layout keras", "--layout is 'keras'; it must be one of d2l, torchvision.")]
    [DataRow("summary --channels 0", "--channels is '0'; it must be a whole number, from 1 to 64.")]
    [DataRow("summary --stem large", "--stem is 'large'; it must be one of standard, small.")]
    [DataRow(
        "train --checkpoint --resume",
        "--checkpoint has no folder: '--resume' follows. Give one, as ./--resume if it is called so.")]
    [DataRow(
        "train --output --keep-best",
        "--output has no folder: '--keep-best' follows. Give one, as ./--keep-best if it is called so.")]
    [DataRow("train --optimizer lion", "--optimizer is 'lion'; it must be one of sgd, adamw.")]
    [DataRow("train --momentum 1", "--momentum is '1'; it must be a number from 0 to below 1.")]
    [DataRow("train --nesterov perhaps", "--nesterov is 'perhaps'; it must be one of true, false.")]
    [DataRow("train --weight-decay -1", "--weight-decay is '-1'; it must be a number of at least 0.")]
    [DataRow("train --label-smoothing 1", "--label-smoothing is '1'; it must be a number from 0 to below 1.")]
    [DataRow("train --max-gradient-norm 0", "--max-gradient-norm is '0'; it must be a number above 0.")]
    [DataRow(
        "train --schedule linear", "--schedule is 'linear'; it must be one of constant, step, cosine, one-cycle.")]
    [DataRow("train --warm-up-epochs -1", "--warm-up-epochs is '-1'; it must be a number of at least 0.")]
    [DataRow("train --step-size 0", "--step-size is '0'; it must be a whole number, at least 1.")]
    [DataRow("train --normalize yes", "--normalize is 'yes'; it must be one of true, false.")]
    [DataRow("train --crop-padding -1", "--crop-padding is '-1'; it must be a whole number, from 0 to 512.")]
    [DataRow("train --flip 1.1", "--flip is '1.1'; it must be a number from 0 to 1.")]
    [DataRow("train --erasing NaN", "--erasing is 'NaN'; it must be a number from 0 to 1.")]
    [DataRow(
        "train --validation-fraction 1", "--validation-fraction is '1'; it must be a number above 0 and below 1.")]
    [DataRow("train --set Epoch", "--set is 'Epoch'; it must be NAME=VALUE, as Optimizer.WeightDecay=0.001.")]
    [DataRow("train --set --resume", "--set is '--resume'; it must be NAME=VALUE, as Optimizer.WeightDecay=0.001.")]
    [DataRow("train --patience 0", "--patience is '0'; it must be a whole number, at least 1.")]
    [DataRow(
        "train --checkpoint-minutes 0", "--checkpoint-minutes is '0'; it must be a number above 0, at most 1000000.")]
    [DataRow("train --max-minutes soon", "--max-minutes is 'soon'; it must be a number above 0, at most 1000000.")]
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
    [DataRow(
        "--optimizer adamw --momentum 0.5 --nesterov true",
        "--momentum goes with --optimizer sgd only: leave it out with adamw. "
        + "--nesterov goes with --optimizer sgd only: leave it out with adamw.")]
    [DataRow("--recipe d2l --nesterov true", "--nesterov true needs a --momentum above 0.")]
    [DataRow("--schedule step", "--schedule step needs a --step-size.")]
    [DataRow("--schedule cosine --step-size 2", "--step-size goes with --schedule step only: leave it out.")]
    [DataRow(
        "--warm-up-epochs 1",
        "--warm-up-epochs does not go with the schedule one-cycle, which has a rise of its own: leave it out.")]
    [DataRow("--crop-padding 29", "--crop-padding is 29, it must be at most the size of the images, 28.")]
    [DataRow("--resume", "--resume needs --checkpoint, the folder to go on from.")]
    [DataRow("--checkpoint-minutes 1", "--checkpoint-minutes needs --checkpoint, the folder for it.")]
    [DataRow(
        "--keep-best",
        "--patience and --keep-best choose an epoch, and choosing it by the test images would flatter the result: "
        + "give --validation-fraction, so that they go by images that are held out.")]
    [DataRow(
        "--patience 2 --resume",
        "--patience and --keep-best choose an epoch, and choosing it by the test images would flatter the result: "
        + "give --validation-fraction, so that they go by images that are held out. "
        + "--resume needs --checkpoint, the folder to go on from.")]
    [DataRow(
        "--set Epoch=many --set Optimizer.Beta1=0.5",
        "--set: Epoch is 'many', it has to be a whole number. --set: Optimizer.Beta1 cannot be set to '0.5', there is no such "
        + "option: the parts of SgdOptimizer are Momentum, Nesterov, WeightDecay.")]
    [DataRow(
        "--set ClassWeights=[1,2] --set ClassWeights=[1]",
        "ClassWeights has 1 weights, it must have one for each of the 10 classes.")]
    [DataRow("--set Epoch=0", "Epoch is 0, it has to be at least 1.")]
    [DataRow("--set Augmentation.CropPadding=29", "--crop-padding is 29, it must be at most the size of the images, 28.")]
    [DataRow(
        "--set KeepBestWeights=True",
        "--patience and --keep-best choose an epoch, and choosing it by the test images would flatter the result: "
        + "give --validation-fraction, so that they go by images that are held out.")]
    [DataRow(
        "--schedule cosine --warm-up-epochs 5",
        "LearningRateSchedule.WarmUpEpochs is 5, it has to be at least 0 and below Epoch, 5.")]
    public void Options_That_Contradict_Each_Other_Should_End_With_One_Message_Before_Anything_Is_Loaded(
        string line, string message)
    {
        using var folder = new TemporaryFolder();
        string[] place = ["train", "--device", "cpu", "--output", folder.File("out")];

        var run = ProgramRun.Of([.. place, .. line.Split(' ')]);

        Assert.AreEqual(1, run.ExitCode);
        Assert.AreEqual($"error: {message} See 'train --help'.", run.Progress);
        Assert.AreEqual("", run.Results);
        Assert.IsFalse(Directory.Exists(folder.File("out")));
    }

    [TestMethod]
    public void Threads_Should_Be_Those_Of_The_Command_Line_For_Every_Verb()
    {
        try
        {
            Assert.AreEqual(0, ProgramRun.Of("recipes", "--threads", "3").ExitCode);
            Assert.AreEqual(3, ComputeThreads.Count);
        }
        finally
        {
            ComputeThreads.Count = null;
        }
    }

    [TestMethod]
    public void The_Help_Of_Train_Should_Name_Every_Option_In_Groups()
    {
        var help = ProgramRun.Of("train", "--help").Results;

        Assert.AreEqual(
            "--data --train-rows --test-rows --output --seed --device --precision "
            + "--recipe --epochs --batch-size "
            + "--optimizer --learning-rate --momentum --nesterov --weight-decay --label-smoothing --max-gradient-norm "
            + "--schedule --warm-up-epochs --step-size "
            + "--image-size --normalize --architecture --layout --stem --crop-padding --flip --erasing "
            + "--validation-fraction --patience --keep-best --set "
            + "--checkpoint --checkpoint-minutes --resume --max-minutes --threads",
            string.Join(' ', help.Split('\n')
                .Select(line => line.Trim().Split(' ')[0])
                .Where(word => word.StartsWith("--", StringComparison.Ordinal))));
        Assert.Contains("Values that are not given are the recipe's.", help);
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
    [DataRow("", "No verb was given. Give train, evaluate, predict, export, summary, recipes or doctor. See '--help'.")]
    [DataRow("learn", "'learn' is not a verb. Give train, evaluate, predict, export, summary, recipes or doctor. See '--help'.")]
    public void A_Missing_Or_Unknown_Verb_Should_Be_Answered_With_The_Verbs(string line, string message)
    {
        var run = ProgramRun.Of(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.AreEqual(1, run.ExitCode);
        Assert.AreEqual($"error: {message}", run.Progress);
    }

    [TestMethod]
    [DataRow(
        "train",
        "--epochs",
        "[default: 1]",
        "[default: auto]",
        "the book's experiment",
        "standard|small",
        "--set <NAME=VALUE>",
        "as 'recipes' prints it")]
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
