using System.CommandLine;
using ResNetMLNet.Pipelines.Common.CommandLine.Training;
using ResNetMLNet.Pipelines.FashionMnist.CommandLine;
using ResNetMLNet.Pipelines.FashionMnist.CommandLine.Training;
using ResNetMLNet.Training;
using ResNetMLNet.Training.Optimization;

namespace ResNetMLNet.Tests.Pipelines;

/// <summary>What the options of <c>train</c> make of a recipe.</summary>
[TestClass]
public sealed class TrainOptionsTests
{
    [TestMethod]
    [DataRow("quick")]
    [DataRow("d2l")]
    [DataRow("best")]
    public void Without_Options_The_Values_Should_Be_The_Recipes(string recipe)
    {
        var settings = Read($"--recipe {recipe}");

        Assert.AreEqual(recipe, settings.Recipe.Name);
        Assert.AreEqual(settings.Recipe.CreateOptions().ToString(), settings.Options.ToString());
        Assert.AreEqual(settings.Recipe.ImageSize, settings.ImageSize);
        Assert.AreEqual($"Recipe {recipe} ({settings.Recipe.Purpose})", settings.Describe());
        Assert.AreEqual(1, settings.Options.Seed);
        Assert.IsNull(settings.Options.CheckpointFolder);
        Assert.IsTrue(settings.ValidatesOnTest);
    }

    [TestMethod]
    [DataRow("--epochs 7", "--epochs 7")]
    [DataRow("--batch-size 64", "--batch-size 64")]
    [DataRow("--learning-rate 0.3", "--learning-rate 0.3")]
    [DataRow("--image-size 32", "--image-size 32")]
    [DataRow("--normalize false", "--normalize false")]
    [DataRow("--stem small", "--stem small")]
    [DataRow("--architecture resnet34", "--architecture resnet34")]
    [DataRow("--layout torchvision", "--layout torchvision")]
    [DataRow("--precision fp32", "--precision fp32")]
    [DataRow("--precision bf16", "--precision bf16")]
    [DataRow("--momentum 0.8", "--momentum 0.8")]
    [DataRow("--momentum 0", "--momentum 0, --nesterov false")]
    [DataRow("--nesterov false", "--nesterov false")]
    [DataRow("--weight-decay 0", "--weight-decay 0")]
    [DataRow("--optimizer sgd", "")]
    [DataRow("--label-smoothing 0.1", "--label-smoothing 0.1")]
    [DataRow("--max-gradient-norm 5", "--max-gradient-norm 5")]
    [DataRow("--schedule one-cycle", "")]
    [DataRow(
        "--schedule cosine",
        "--schedule cosine, --minimum-learning-rate 0, --warm-up-epochs 0")]
    [DataRow(
        "--schedule constant --warm-up-epochs 0.5",
        "--schedule constant, --warm-up-epochs 0.5")]
    [DataRow(
        "--schedule step --step-size 2",
        "--schedule step, --step-size 2, --gamma 0.1, --warm-up-epochs 0")]
    [DataRow("--percent-start 0.2", "--percent-start 0.2")]
    [DataRow("--monitored-metric validation-loss", "--monitored-metric validation-loss")]
    [DataRow("--monitored-metric Validation-Loss", "--monitored-metric validation-loss")]
    [DataRow("--class-weights 1,2,0.5,0,1,1,1,1,1,1", "--class-weights 1, 2, 0.5, 0, 1, 1, 1, 1, 1, 1")]
    [DataRow("--blocks 1,2,1,3 --widths [8,8,8,8]", "--blocks 1, 2, 1, 3, --widths 8, 8, 8, 8")]
    [DataRow("--pre-activation --image-storage file", "--pre-activation true, --image-storage file")]
    [DataRow("--keep-best --monitored-metric train-loss", "--monitored-metric train-loss, --keep-best true")]
    [DataRow("--keep-best false", "")]
    [DataRow("--validation-fraction 0.1", "--validation-fraction 0.1")]
    [DataRow(
        "--validation-fraction 0.1 --patience 4 --keep-best",
        "--validation-fraction 0.1, --patience 4, --min-delta 0, --keep-best true")]
    public void A_Value_That_Is_Given_Should_Take_The_Place_Of_The_Recipes(string line, string changes)
    {
        var settings = Read($"--recipe quick {line}");

        Assert.AreEqual(changes, string.Join(", ", settings.Changes()));
        Assert.EndsWith(changes.Length > 0 ? $" with {changes}" : "(a few minutes on a CPU)", settings.Describe());
    }

    [TestMethod]
    public void A_Change_To_AdamW_Should_Take_PyTorchs_Learning_Rate_And_Decay()
    {
        var options = Read("--recipe quick --optimizer adamw").Options;

        Assert.AreEqual(new AdamWOptimizer { WeightDecay = 0.01 }, options.Optimizer);
        Assert.AreEqual(0.001, options.LearningRate);
    }

    [TestMethod]
    public void With_AdamW_Learning_Rate_And_Decay_Should_Be_Those_That_Are_Given()
    {
        var options = Read("--recipe quick --optimizer adamw --learning-rate 0.002 --weight-decay 0.05").Options;

        Assert.AreEqual(new AdamWOptimizer { WeightDecay = 0.05 }, options.Optimizer);
        Assert.AreEqual(0.002, options.LearningRate);
    }

    [TestMethod]
    public void Augmentation_Should_Be_Made_Of_The_Parts_That_Are_Given()
    {
        Assert.AreEqual(
            new ImageAugmentation { HorizontalFlipProbability = 0.5 }, Read("--recipe d2l --flip 0.5").Options.Augmentation);
        Assert.AreEqual(
            new ImageAugmentation { CropPadding = 3, CropFill = -0.28604f / 0.35302f, ErasingProbability = 0.25 },
            Read("--recipe quick --crop-padding 3 --erasing 0.25").Options.Augmentation);
    }

    [TestMethod]
    public void Augmentation_Should_Fill_With_The_Black_Of_The_Pixels_That_The_Network_Gets() =>
        Assert.AreEqual(0, Read("--recipe best --normalize false").Options.Augmentation!.CropFill);

    [TestMethod]
    public void Augmentation_Of_Which_Nothing_Is_Left_Should_Be_None_And_Told()
    {
        var settings = Read("--recipe best --crop-padding 0 --flip 0 --erasing 0");

        Assert.IsNull(settings.Options.Augmentation);
        Assert.AreEqual("augmentation none", string.Join(", ", settings.Changes()));
    }

    [TestMethod]
    public void Checkpoints_And_Times_Should_Reach_The_Trainer()
    {
        var options = Read("--checkpoint ck --checkpoint-minutes 0.5 --resume --max-minutes 90.25 --seed 5").Options;

        Assert.AreEqual("ck", options.CheckpointFolder);
        Assert.AreEqual(TimeSpan.FromSeconds(30), options.CheckpointInterval);
        Assert.IsTrue(options.Resume);
        Assert.AreEqual(new TimeSpan(1, 30, 15), options.MaxTrainingTime);
        Assert.AreEqual(5, options.Seed);
    }

    [TestMethod]
    public void What_Goes_In_And_Out_Should_Be_Kept()
    {
        var settings = Read("--data d --train-rows 3 --test-rows 4 --output o");

        Assert.AreEqual(new DataSettings("d", 3, 4), settings.Data);
        Assert.AreEqual("o", settings.Run.OutputFolder);
    }

    [TestMethod]
    public void Images_That_Are_Held_Out_Should_Take_The_Place_Of_The_Test_Images_And_Say_So()
    {
        Assert.AreEqual("test", Read("").ValidationName);
        Assert.AreEqual("validation", Read("--validation-fraction 0.1").ValidationName);
        Assert.IsFalse(Read("--validation-fraction 0.1").ValidatesOnTest);
    }

    [TestMethod]
    [DataRow("", 60_000, 256, 0.1)]
    [DataRow("", 7_500, 256, 0.1)]
    [DataRow("", 3_000, 32, 0.0125)]
    [DataRow("", 1_000, 16, 0.00625)]
    [DataRow("", 10, 8, 0.003125)]
    [DataRow("--validation-fraction 0.9", 60_000, 64, 0.025)]
    [DataRow("--learning-rate 0.3", 3_000, 32, 0.3)]
    [DataRow("--batch-size 256", 3_000, 256, 0.0125)]
    [DataRow("--batch-size 64", 3_000, 64, 0.1)]
    [DataRow("--batch-size 4", 10, 4, 0.1)]
    [DataRow("--batch-size 200 --learning-rate 0.4", 3_000, 200, 0.4)]
    [DataRow("--optimizer adamw", 3_000, 32, 0.001)]
    public void Batch_Size_And_Learning_Rate_Should_Follow_Few_Images_Unless_They_Are_Given(
        string line, int images, int batchSize, double learningRate)
    {
        var settings = Read($"--recipe quick {line}");

        FewImages.Fit(settings, images);

        Assert.AreEqual((batchSize, learningRate), (settings.Options.BatchSize, settings.Options.LearningRate));
    }

    [TestMethod]
    public void What_Is_Chosen_For_Few_Images_Should_Be_Said()
    {
        var settings = Read("--recipe quick");

        Assert.IsNull(FewImages.Fit(settings, 60_000));
        Assert.AreEqual(
            "--batch-size 32 and --learning-rate 0.0125: chosen because there are only 3000 training images.",
            FewImages.Fit(settings, 3_000));
        Assert.EndsWith("with --batch-size 32, --learning-rate 0.0125", settings.Describe());
    }

    private static TrainSettings Read(string line)
    {
        var options = new TrainOptions();
        var command = new Command("train");
        foreach (var option in options.Groups.SelectMany(group => group.Options))
            command.Add(option);
        var parsed = command.Parse($"--device cpu {line}");
        Assert.IsEmpty(parsed.Errors);
        return options.Read(parsed);
    }
}
