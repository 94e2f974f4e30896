using ResNetMLNet.Tests.Utilities;
using ResNetMLNet.Transforms.Interop;

namespace ResNetMLNet.Tests.Pipelines;

[TestClass]
public sealed class CommandLineTests
{
    [TestMethod]
    [DataRow("train --epochs 0", "--epochs is 0, it has to be at least 1.")]
    [DataRow("train --epochs 1.5", "--epochs is '1.5', it has to be a whole number.")]
    [DataRow("train --threads 0", "--threads is '0'; it must be a whole number, from 1 to 1024.")]
    [DataRow("evaluate --model m --threads all", "--threads is 'all'; it must be a whole number, from 1 to 1024.")]
    [DataRow("train --batch-size 0", "--batch-size is 0, it has to be at least 1.")]
    [DataRow("train --batch-size many", "--batch-size is 'many', it has to be a whole number.")]
    [DataRow("train --learning-rate 0", "--learning-rate is 0, it has to be a finite number above 0.")]
    [DataRow("train --learning-rate NaN", "--learning-rate is NaN, it has to be a finite number above 0.")]
    [DataRow("train --image-size 7", "--image-size is '7'; it must be a whole number, from 8 to 512.")]
    [DataRow("train --train-rows 0", "--train-rows is '0'; it must be a whole number, at least 1.")]
    [DataRow("train --test-rows -3", "--test-rows is '-3'; it must be a whole number, at least 1.")]
    [DataRow("train --seed one", "--seed is 'one', it has to be a whole number or none.")]
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
        "--checkpoint has no file or folder: '--resume' follows. Give one, as ./--resume if it is called so.")]
    [DataRow(
        "train --output --keep-best",
        "--output has no folder: '--keep-best' follows. Give one, as ./--keep-best if it is called so.")]
    [DataRow("train --optimizer lion", "--optimizer is 'lion'; it must be one of adamw, sgd.")]
    [DataRow("train --momentum 1", "--momentum is 1, it has to be from 0 to below 1.")]
    [DataRow("train --nesterov perhaps", "--nesterov is 'perhaps'; it must be one of true, false.")]
    [DataRow("train --weight-decay -1", "--weight-decay is -1, it has to be a finite number of at least 0.")]
    [DataRow("train --label-smoothing 1", "--label-smoothing is 1, it has to be from 0 to below 1.")]
    [DataRow("train --max-gradient-norm 0", "--max-gradient-norm is 0, it has to be a finite number above 0, or none.")]
    [DataRow(
        "train --schedule linear", "--schedule is 'linear'; it must be one of constant, cosine, one-cycle, step.")]
    [DataRow(
        "train --recipe d2l --warm-up-epochs -1", "--warm-up-epochs is -1, it has to be at least 0 and below --epochs, 10.")]
    [DataRow("train --schedule step --step-size 0", "--step-size is 0, it has to be at least 1.")]
    [DataRow("train --normalize yes", "--normalize is 'yes'; it must be one of true, false.")]
    [DataRow("train --crop-padding -1", "--crop-padding is -1, it has to be at least 0.")]
    [DataRow("train --flip 1.1", "--flip is 1.1, it has to be from 0 to 1.")]
    [DataRow("train --erasing NaN", "--erasing is NaN, it has to be from 0 to 1.")]
    [DataRow(
        "train --validation-fraction 1", "--validation-fraction is 1, it has to be above 0 and below 1, or none.")]
    [DataRow("train --validation-fraction 0.1 --patience 0", "--patience is 0, it has to be at least 1.")]
    [DataRow(
        "train --checkpoint c --checkpoint-minutes 0",
        "--checkpoint-minutes is '0'; it must be a number of minutes above 0, or none.")]
    [DataRow("train --max-minutes -5", "--max-minutes is '-5'; it must be a number of minutes above 0, or none.")]
    [DataRow("train --max-minutes 1e-20", "--max-minutes is '1e-20'; it must be a number of minutes above 0, or none.")]
    [DataRow("train --max-minutes soon", "--max-minutes is 'soon'; it must be a number of minutes above 0, or none.")]
    [DataRow("train --max-minutes 1e300", "--max-minutes is '1e300'; it must be a number of minutes above 0, or none.")]
    [DataRow("train --class-weights 1,,2", "--class-weights is '1,,2'; it must be numbers with commas between them, as 1,2,0.5, or none.")]
    [DataRow("train --class-weights a,b", "--class-weights is 'a,b'; it must be numbers with commas between them, as 1,2,0.5, or none.")]
    [DataRow("train --blocks 2,2,2,2.5", "--blocks is '2,2,2,2.5'; it must be whole numbers with commas between them, as 2,2,2,3, or none.")]
    [DataRow("summary --widths 8,8", "--widths is [8, 8], it has to be 4 numbers from 1 to 65536, one a group, or none.")]
    [DataRow("evaluate --model --json", "--model has no file: '--json' follows. Give one, as ./--json if it is called so.")]
    [DataRow("predict picture.png --model m --top 0", "--top is '0'; it must be a whole number, from 1 to 1000.")]
    [DataRow("summary --image-size 0", "--image-size is '0'; it must be a whole number, from 1 to 1024.")]
    [DataRow("summary --classes 1", "--classes is '1'; it must be a whole number, from 2 to 100000.")]
    public void A_Value_Out_Of_Range_Should_End_With_One_Message_And_Exit_Code_1(string line, string message)
    {
        using var folder = new TemporaryFolder();
        var run = ProgramRun.Of(line.StartsWith("train", StringComparison.Ordinal) && !line.Contains("--output", StringComparison.Ordinal)
            ? [.. line.Split(' '), "--output", folder.File("out")]
            : line.Split(' '));

        Assert.AreEqual(1, run.ExitCode);
        Assert.AreEqual("", run.Results);
        Assert.AreEqual($"error: {message} See '{line.Split(' ')[0]} --help'.", run.Progress);
    }

    [TestMethod]
    [DataRow(
        "--optimizer adamw --momentum 0.5 --nesterov true",
        "--momentum goes with --optimizer sgd only: leave it out. --nesterov goes with --optimizer sgd only: leave it out.")]
    [DataRow("--recipe d2l --nesterov true", "--nesterov is true, it has to be false unless --momentum is above 0.")]
    [DataRow("--schedule step", "--schedule step needs a --step-size.")]
    [DataRow("--schedule step --gamma 0.5", "--schedule step needs a --step-size.")]
    [DataRow("--schedule cosine --step-size 2", "--step-size goes with --schedule step only: leave it out.")]
    [DataRow(
        "--warm-up-epochs 1",
        "--warm-up-epochs goes with --schedule constant or cosine or step only: leave it out.")]
    [DataRow("--crop-padding 29", "--crop-padding is 29, it must be at most the size of the images, 28.")]
    [DataRow("--resume", "--resume is true without a --checkpoint: name the folder of the checkpoint.")]
    [DataRow(
        "--checkpoint-minutes 1", "--checkpoint-minutes is given without a --checkpoint: name the folder, or leave it out.")]
    [DataRow(
        "--keep-best",
        "--patience and --keep-best choose an epoch, and choosing it by the test images would flatter the result: "
        + "give --validation-fraction, so that they go by images that are held out.")]
    [DataRow(
        "--epochs many --beta1 0.5",
        "--epochs is 'many', it has to be a whole number. --beta1 goes with --optimizer adamw only: leave it out.")]
    [DataRow(
        "--image-storage encoded",
        "--image-storage encoded is for pictures in files of their own, and garments are pixels: give memory or file.")]
    [DataRow("--frozen-epochs -1", "--frozen-epochs is -1, it has to be at least 1, or none.")]
    [DataRow("--epochs 0 --frozen-epochs 3 --weights ./other.zip --frozen-stages 5", "--epochs is 0, it has to be at least 1.")]
    [DataRow("--class-weights 1", "--class-weights has 1 weights, it must have one for each of the 10 classes.")]
    [DataRow(
        "--schedule cosine --warm-up-epochs 5",
        "--warm-up-epochs is 5, it has to be at least 0 and below --epochs, 5.")]
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
    [DataRow("evaluate", "Option '--model' is required. See 'evaluate --help'.")]
    [DataRow("predict --model m", "No picture is given: give PICTURE, a folder of pictures or --list. See 'predict --help'.")]
    [DataRow("predict --model m a.png --csv --json", "--json and --csv are both given: give one of them. See 'predict --help'.")]
    [DataRow("train --epoch 1", "'--epoch' is no option of 'train': did you mean --epochs? See 'train --help'.")]
    [DataRow("train --sede 1", "'--sede' is no option of 'train': did you mean --seed? See 'train --help'.")]
    [DataRow("train --SEED 1", "'--SEED' is no option of 'train': did you mean --seed? See 'train --help'.")]
    [DataRow("train --leraning-rate=1", "'--leraning-rate' is no option of 'train': did you mean --learning-rate? See 'train --help'.")]
    [DataRow("predict --modle x y.png", "'--modle' is no option of 'predict': did you mean --model? See 'predict --help'.")]
    [DataRow("evaluate --speed 1 --model m", "'--speed' is no option of 'evaluate'. See 'evaluate --help'.")]
    [DataRow("train --version", "'--version' is no option of 'train'. See 'train --help'.")]
    [DataRow("predict --model m --version", "'--version' is no option of 'predict'. See 'predict --help'.")]
    [DataRow("train --set Epoch=3", "'--set' is no option of 'train'. See 'train --help'.")]
    public void What_Is_Missing_Or_Unknown_Should_Be_Named(string line, string message)
    {
        var run = ProgramRun.Of(line.Split(' '));

        Assert.AreEqual(1, run.ExitCode);
        Assert.AreEqual($"error: {message}", run.Progress);
    }

    [TestMethod]
    [DataRow("", "No verb was given. Give train, evaluate, predict, score, info, export, summary, recipes or doctor. See '--help'.")]
    [DataRow("trian", "'trian' is not a verb: did you mean train? Give train, evaluate, predict, score, info, export, summary, recipes or doctor. See '--help'.")]
    [DataRow("learn", "'learn' is not a verb. Give train, evaluate, predict, score, info, export, summary, recipes or doctor. See '--help'.")]
    public void A_Missing_Or_Unknown_Verb_Should_Be_Answered_With_The_Verbs(string line, string message)
    {
        var run = ProgramRun.Of(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.AreEqual(1, run.ExitCode);
        Assert.AreEqual($"error: {message}", run.Progress);
    }

    [TestMethod]
    [DataRow("--output", "folder")]
    [DataRow("--data", "folder")]
    [DataRow("--checkpoint", "file or folder")]
    public void A_Path_That_Is_Empty_Should_Be_Named_With_Its_Option(string option, string what) => Assert.AreEqual(
        $"error: {option} is ''; it must be the path of a {what}. See 'train --help'.", ProgramRun.Of("train", option, "").Progress);

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
