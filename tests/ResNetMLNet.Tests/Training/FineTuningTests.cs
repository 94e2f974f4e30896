using Microsoft.ML;
using ResNetMLNet.Files;
using ResNetMLNet.Modeling;
using ResNetMLNet.Scoring;
using ResNetMLNet.Tests.Utilities;
using ResNetMLNet.Training;
using ResNetMLNet.Training.Optimization;
using ResNetMLNet.Weights;
using static TorchSharp.torch;

namespace ResNetMLNet.Tests.Training;

[TestClass]
public sealed class FineTuningTests : IDisposable
{
    private static readonly string[] _stages = ["conv1.", "layer1.", "layer2.", "layer3.", "layer4."];

    private readonly MLContext _ml = new(seed: 1);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public void A_Training_Should_Begin_With_The_Pretrained_Weights()
    {
        // So small a step that nothing moves.
        var options = Options(Pretrained(classCount: 3));
        options.LearningRate = 1e-30;

        Assert.IsTrue(Equal(Weights(options), Trained("fc.weight"), "fc.weight"));
        Assert.IsTrue(Equal(Weights(options), Trained("layer4.1.conv2.weight"), "layer4.1.conv2.weight"));
    }

    [TestMethod]
    public void Another_Number_Of_Classes_Should_Begin_The_Last_Layer_Anew_And_Keep_The_Others()
    {
        var options = Options(Pretrained(classCount: 5));
        options.LearningRate = 1e-30;
        var log = new List<string>();
        _ml.Log += (_, message) => log.Add(message.Message);

        var weights = Weights(options);
        Assert.AreSequenceEqual([3L, 64], weights["fc.weight"].shape);
        Assert.IsTrue(Equal(weights, Trained("conv1.weight"), "conv1.weight"));
        Assert.Contains("of another number of classes than 3: the last layer begins anew", string.Join('\n', log));
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(3)]
    [DataRow(5)]
    public void Frozen_Stages_Should_Keep_Weights_And_Running_Means_And_The_Others_Should_Learn(int frozen)
    {
        var path = Pretrained(classCount: 3);
        var options = Options(path);
        options.FrozenStages = frozen;

        // So that their maps are not kept, but computed with each batch.
        options.Augmentation = new ImageAugmentation { ErasingProbability = double.Epsilon };
        using var scope = NewDisposeScope();
        var before = Read(path);
        foreach (var (name, found) in Weights(options).Where(entry => !entry.Key.EndsWith("tracked", StringComparison.Ordinal)))
        {
            var isFrozen = _stages.Take(frozen).Append("bn1.").Any(name.StartsWith);
            Assert.AreEqual(isFrozen, found.SameAs(before[name]), name);
        }
    }

    [TestMethod]
    public void All_Frozen_Stages_Should_Leave_The_Last_Layer_Alone_To_A_Network_With_Pre_Activation()
    {
        var path = Path.Combine(_folder.Path, "weights.safetensors");
        using (var network = new ResNet(TrainedModel.Description with { PreActivation = true }, inputChannels: 1, classCount: 3))
            TorchWeights.Save(network, path);
        var options = Options(path);
        options.PreActivation = true;
        options.FrozenStages = 5;
        options.BackboneLearningRate = 0.25;
        using var scope = NewDisposeScope();
        var before = Read(path);

        foreach (var (name, found) in Weights(options))
            Assert.AreEqual(!ResNet.HeadNames.Contains(name), found.SameAs(before[name]), name);
        Assert.AreEqual(0.25, options.LearningRateFactor("norm.weight"));
    }

    [TestMethod]
    public void A_Lower_Rate_For_The_Backbone_Should_Move_It_Less_And_The_Last_Layer_As_Much()
    {
        var path = Pretrained(classCount: 3);
        var options = Options(path);
        options.Epoch = 1;
        options.BatchSize = 96;
        options.Optimizer = new SgdOptimizer();
        using var scope = NewDisposeScope();
        var before = Read(path);
        var whole = Weights(options);
        options.BackboneLearningRate = 0.25;
        var quarter = Weights(options);

        Assert.AreEqual(0.25, Step("layer3.0.conv1.weight", quarter) / Step("layer3.0.conv1.weight", whole), 0.02);
        Assert.AreEqual(1, Step("fc.weight", quarter) / Step("fc.weight", whole), 1e-3);

        double Step(string name, Dictionary<string, Tensor> after) => (after[name] - before[name]).norm().item<float>();
    }

    [TestMethod]
    public void Weights_Of_Another_Network_Should_Be_Refused_Before_Any_Row_Is_Read()
    {
        var options = Options(Pretrained(classCount: 3));
        options.Layout = ResNetLayout.Torchvision;
        var read = 0;
        var view = _ml.Data.LoadFromEnumerable(SmallImages.Rows(32).Select(row =>
        {
            read++;
            return row;
        }));
        var trainer = _ml.MulticlassClassification.Trainers.ResNet(options);
        var train = SmallImages.WithLabel(_ml, view);

        Assert.Contains("do not fit the network", Assert.ThrowsExactly<InvalidDataException>(() => trainer.Fit(train)).Message);
        Assert.AreEqual(0, read);
    }

    [TestMethod]
    public void A_File_That_Is_Not_There_Should_Be_Named()
    {
        var path = Path.Combine(_folder.Path, "none.safetensors");

        Assert.Contains(path, Assert.ThrowsExactly<FileNotFoundException>(() => Weights(Options(path))).Message);
    }

    [TestMethod]
    public void A_Training_Should_Be_Resumed_With_The_Same_Weights_Under_Another_Name_Only()
    {
        var options = Options(Pretrained(classCount: 3));
        options.CheckpointFolder = Path.Combine(_folder.Path, "checkpoint");
        Weights(options);
        options.Resume = true;
        var moved = Path.Combine(_folder.Path, "moved.safetensors");
        File.Move($"{options.PretrainedWeights}", moved);
        options.PretrainedWeights = moved;
        Weights(options);

        options.PretrainedWeights = Pretrained(classCount: 4);
        Assert.Contains("PretrainedWeights is ", Assert.ThrowsExactly<InvalidOperationException>(() => Weights(options)).Message);
    }

    private static ResNetTrainer.Options Options(string weights)
    {
        var options = TrainedModel.Options(epochs: 1);
        options.PretrainedWeights = weights;
        return options;
    }

    private static bool Equal(Dictionary<string, Tensor> found, Tensor expected, string name) => found[name].SameAs(expected);

    private static Tensor Trained(string name)
    {
        using var network = TrainedModel.Shared.CopyNetwork();
        return network.state_dict()[name].clone();
    }

    private static Dictionary<string, Tensor> Read(string path)
    {
        using var stream = File.OpenRead(path);
        return SafeTensorsReader.Read(stream).ToDictionary();
    }

    /// <summary>The weights of a trained network; a last layer for another number of classes is drawn.</summary>
    private string Pretrained(int classCount)
    {
        var path = Path.Combine(_folder.Path, $"{classCount}.safetensors");
        TrainedModel.Shared.SaveWeights(path);
        if (classCount != 3)
        {
            using var network = new ResNet(TrainedModel.Description, inputChannels: 1, classCount);
            TorchWeights.LoadForFineTuning(network, path);
            TorchWeights.Save(network, path);
        }
        return path;
    }

    private Dictionary<string, Tensor> Weights(ResNetTrainer.Options options)
    {
        // What the trained network has learned to the end would move it by less than a single-precision number can tell.
        using ResNetTransformer model = _ml.MulticlassClassification.Trainers.ResNet(options).Fit(SmallImages.LoadMislabelled(_ml, 96));
        using var network = model.CopyNetwork();
        return network.state_dict().ToDictionary(entry => entry.Key, entry => entry.Value.clone());
    }
}
