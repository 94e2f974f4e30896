using System.CommandLine;
using ResNetMLNet.Modeling;
using ResNetMLNet.Pipelines.Common.CommandLine;
using ResNetMLNet.Pipelines.ImageFolder.CommandLine;
using ResNetMLNet.Pipelines.ImageFolder.CommandLine.Training;
using ResNetMLNet.Tests.Utilities;
using ResNetMLNet.Training;
using ResNetMLNet.Weights;

namespace ResNetMLNet.Tests.Pipelines.ImageFolder;

/// <summary>What the options of <c>train</c> come to.</summary>
[TestClass]
public sealed class FolderTrainOptionsTests
{
    [TestMethod]
    public void Without_Options_The_Weights_Should_Be_Those_For_ImageNet_And_Told()
    {
        var settings = Read("");

        Assert.AreEqual("frozen", settings.Recipe.Name);
        Assert.AreSame(PretrainedWeights.ImageNet(), settings.Options.PretrainedWeights);
        Assert.StartsWith("Recipe frozen (pretrained weights, of which the last layer learns) with --weights ImageNet, ", settings.Describe());
    }

    [TestMethod]
    [DataRow("--weights none")]
    [DataRow("--architecture resnet18")]
    [DataRow("--blocks 1,1,1,1")]
    [DataRow("--stem small")]
    [DataRow("--channels 1")]
    [DataRow("--normalize none")]
    public void Weights_Should_Be_Random_Where_That_Or_What_Those_For_ImageNet_Do_Not_Fit_Is_Chosen(string line)
    {
        var settings = Read(line);

        Assert.IsNull(settings.Options.PretrainedWeights);
        Assert.AreEqual("scratch", settings.Recipe.Name);
    }

    [TestMethod]
    public void Weights_That_Are_Named_Should_Refuse_Another_Network() => Assert.Contains(
        "--stem is Small and not Standard, as the network of --weights 'imagenet' has it",
        Assert.ThrowsExactly<UserErrorException>(() => Read("--weights imagenet --stem small")).Message, StringComparison.OrdinalIgnoreCase);

    [TestMethod]
    public void The_Values_For_Random_Weights_Should_Be_Their_Recipes()
    {
        var settings = Read("--weights none");

        Assert.AreEqual(settings.Recipe.CreateOptions().Epoch, settings.Options.Epoch);
        Assert.AreEqual(ResNetLayout.Torchvision, settings.Options.Layout);
        Assert.AreEqual((224, 256, 3), (settings.Image.Size, settings.Image.ResizeTo, settings.Image.Channels));
        Assert.AreEqual("imagenet", settings.Image.Normalization.Text);
        Assert.AreEqual(new PictureSettings(RefusesUnreadable: false, MostPixels: 50_000_000), settings.Data.Pictures);
        Assert.AreEqual(0.2, settings.Data.ValidationFraction);
        Assert.AreEqual(Path.Combine("artifacts", "image-folder"), settings.Run.OutputFolder);
    }

    [TestMethod]
    public void Weights_Should_Bring_The_Values_For_A_Frozen_Network()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("w.safetensors", []);

        var settings = Read($"--weights {file} --frozen-stages 2 --backbone-learning-rate 0.1");

        Assert.AreEqual("frozen", settings.Recipe.Name);
        Assert.IsLessThan(Read("--weights none").Options.LearningRate, settings.Options.LearningRate);
        Assert.AreEqual((file, 2, 0.1), (
            $"{settings.Options.PretrainedWeights}", settings.Options.FrozenStages, settings.Options.BackboneLearningRate));
    }

    [TestMethod]
    public void The_Recipe_That_Fine_Tunes_Should_Freeze_At_First_Unless_Nothing_Is_Frozen()
    {
        using var folder = new TemporaryFolder();
        var fineTune = $"--recipe fine-tune --weights {folder.Write("w.safetensors", [])}";

        var options = Read(fineTune).Options;
        Assert.AreEqual((5, 3), (options.FrozenStages, options.FrozenEpoch));
        Assert.IsLessThan(1, options.BackboneLearningRate);
        Assert.IsNull(Read($"{fineTune} --frozen-stages 0").Options.FrozenEpoch);
        Assert.AreEqual(7, Read($"{fineTune} --frozen-epochs 7").Options.FrozenEpoch);
        Assert.Contains(
            "--frozen-epochs is 7 without --frozen-stages",
            Assert.ThrowsExactly<UserErrorException>(() => Read($"{fineTune} --frozen-stages 0 --frozen-epochs 7")).Message);
    }

    [TestMethod]
    [DataRow(1, null)]
    [DataRow(3, 1)]
    [DataRow(8, 2)]
    [DataRow(24, 3)]
    public void Few_Epochs_Should_Leave_Most_Of_Them_To_All_Weights_And_Say_So(int epochs, int? frozen)
    {
        using var folder = new TemporaryFolder();
        var settings = Read($"--recipe fine-tune --weights {folder.Write("w.safetensors", [])} --epochs {epochs}");

        Assert.AreEqual(frozen, settings.Options.FrozenEpoch);
        Assert.AreEqual(frozen != 3, settings.Describe().Contains($"--frozen-epochs {(frozen is null ? "none" : frozen)}", StringComparison.Ordinal));
    }

    [TestMethod]
    public void Frozen_Stages_Should_Need_Weights() => Assert.Contains(
        "--frozen-stages is 1 without --weights",
        Assert.ThrowsExactly<UserErrorException>(() => Read("--weights none --frozen-stages 1")).Message);

    [TestMethod]
    [DataRow("--image-size 28", 28, 32)]
    [DataRow("--image-size 28 --resize-to 28", 28, 28)]
    [DataRow("--image-size 96", 96, 110)]
    public void Pictures_Should_Be_Resized_To_An_Eighth_More_Than_The_Image(string line, int size, int resizeTo)
    {
        var image = Read(line).Image;

        Assert.AreEqual((size, resizeTo), (image.Size, image.ResizeTo));
    }

    [TestMethod]
    public void The_Network_Should_Be_The_Chosen_One()
    {
        var options = Read("--architecture resnet50 --layout d2l --stem small").Options;

        Assert.AreEqual(
            (ResNetArchitecture.ResNet50, ResNetLayout.D2L, ResNetStem.Small),
            (options.Architecture, options.Layout, options.Stem));
    }

    [TestMethod]
    public void A_Frame_For_Crops_Should_Be_Black() => Assert.AreEqual(
        new ImageAugmentation { CropPadding = 3, CropFill = -2, HorizontalFlipProbability = 0 },
        Read("--crop-padding 3 --flip 0 --normalize 0.5:0.25").Options.Augmentation);

    private static TrainSettings Read(string line)
    {
        var options = new TrainOptions();
        var command = new Command("train");
        foreach (var option in options.Groups.SelectMany(group => group.Options))
            command.Add(option);
        var parsed = command.Parse($"--data d --device cpu {line}");
        Assert.IsEmpty(parsed.Errors);
        return options.Read(parsed);
    }
}
