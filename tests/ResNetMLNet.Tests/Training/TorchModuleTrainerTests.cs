using Microsoft.ML;
using ResNetMLNet.Modeling;
using ResNetMLNet.Scoring;
using ResNetMLNet.Tests.Utilities;
using ResNetMLNet.Training;
using ResNetMLNet.Training.Optimization;
using static TorchSharp.torch;

namespace ResNetMLNet.Tests.Training;

[TestClass]
public sealed class TorchModuleTrainerTests
{
    [TestMethod]
    public void A_Users_Network_Should_Learn_And_Keep_To_The_Contract_Of_An_Estimator()
    {
        var ml = new MLContext(seed: 1);
        EstimatorContract.Check(
            ml, ml.MulticlassClassification.Trainers.TorchModule(Options()), SmallImages.Load(ml, 60), ["Features"]);
    }

    [TestMethod]
    public void A_Users_Network_Should_Classify_What_It_Learnt()
    {
        var ml = new MLContext(seed: 1);
        using var model = ml.MulticlassClassification.Trainers.TorchModule(Options()).Fit(SmallImages.Load(ml, 120));
        var metrics = ml.MulticlassClassification.Evaluate(model.Transform(SmallImages.Load(ml, 60, seed: 5)));

        Assert.IsGreaterThan(0.9, metrics.MicroAccuracy);
        Assert.AreEqual(new LeNet(), model.Model.Module);
    }

    [TestMethod]
    public void The_Same_Seed_Should_Give_The_Same_Weights_And_Leave_Torchs_Generator_As_It_Was()
    {
        random.manual_seed(5);
        using var expected = rand(3);
        random.manual_seed(5);
        var first = SavedWeights.Sha256(Fit(Options(epochs: 1)));
        using var found = rand(3);

        Assert.IsTrue(found.SameAs(expected));
        Assert.AreEqual(first, SavedWeights.Sha256(Fit(Options(epochs: 1))));
        Assert.AreNotEqual(first, SavedWeights.Sha256(Fit(Options(epochs: 1, seed: 2))));
    }

    [TestMethod]
    public void An_Interrupted_Training_With_Dropout_Should_End_With_The_Same_Weights()
    {
        using var folder = new TemporaryFolder();
        var options = Options(epochs: 3);
        options.Module = new LeNet(Dropout: 0.5);
        var whole = SavedWeights.Sha256(Fit(options));
        options.CheckpointFolder = folder.Path;
        using var stop = new CancellationTokenSource();
        options.CancellationToken = stop.Token;
        options.MetricsCallback = _ => stop.Cancel();
        Assert.HasCount(1, Fit(options).History.Epochs);

        options.CancellationToken = default;
        options.MetricsCallback = null;
        options.Resume = true;
        Assert.AreEqual(whole, SavedWeights.Sha256(Fit(options)));
    }

    [TestMethod]
    public void A_Description_Of_A_ResNet_Should_Be_One_Such_Factory_And_Train_To_The_Same_Weights()
    {
        var ml = new MLContext(seed: 1);
        var options = TrainedModel.Options(epochs: 1);
        using var resNet = ml.MulticlassClassification.Trainers.ResNet(options).Fit(SmallImages.Load(ml, 32));
        using var module = ml.MulticlassClassification.Trainers.TorchModule(new TorchModuleTrainer.Options
        {
            Module = TrainedModel.Description,
            Epoch = options.Epoch,
            BatchSize = options.BatchSize,
            LearningRate = options.LearningRate,
            Seed = options.Seed,
        }).Fit(SmallImages.Load(ml, 32));

        Assert.AreEqual(SavedWeights.Sha256(resNet), SavedWeights.Sha256(module));
    }

    [TestMethod]
    public void A_Resumed_Training_Should_Be_Refused_With_Another_Configuration()
    {
        using var folder = new TemporaryFolder();
        var options = Options(epochs: 1);
        options.CheckpointFolder = folder.Path;
        Fit(options).Dispose();
        options.Resume = true;
        options.Module = new LeNet(Hidden: 31);

        var message = Assert.ThrowsExactly<InvalidOperationException>(() => Fit(options)).Message;
        Assert.Contains("Module is ResNetMLNet.Tests, LeNet, {\"Hidden\":32,\"Dropout\":0} in the checkpoint", message);
    }

    [TestMethod]
    public void Options_Without_A_Module_Should_Be_Refused() => Refused(null, "Module is null, it has to be a factory that makes the network.");

    [TestMethod]
    public void A_Factory_Without_A_Name_Should_Be_Refused() =>
        Refused(new Nameless(), "has no name for model files: put [TorchModuleFactory(\"...\")] on the class.");

    [TestMethod]
    public void A_Factory_That_Does_Not_Come_Back_From_Its_Properties_Should_Be_Refused() =>
        Refused(new Forgetful(3), "of its configuration {\"Hidden\":3} only {\"Hidden\":0} comes back");

    [TestMethod]
    public void A_Network_With_Other_Outputs_Than_Classes_Should_Be_Refused()
    {
        var options = Options(epochs: 1);
        options.Module = new Narrow();

        Assert.Contains(
            "gives outputs of shape (2, 2) for 2 images and 3 classes, it has to give (2, 3)",
            Assert.ThrowsExactly<InvalidOperationException>(() => Fit(options)).Message);
    }

    [TestMethod]
    public void A_Network_That_Does_Not_Take_The_Images_Should_Be_Named()
    {
        var options = Options(epochs: 1);
        options.Module = new Wrong();

        var exception = Assert.ThrowsExactly<InvalidOperationException>(() => Fit(options));
        Assert.Contains("does not take images of shape (2, 1, 8, 8)", exception.Message);
    }

    [TestMethod]
    public void A_Network_Without_Parameters_Should_Be_Refused()
    {
        var options = Options(epochs: 1);
        options.Module = new Rigid();

        Assert.Contains("has no parameter to learn", Assert.ThrowsExactly<InvalidOperationException>(() => Fit(options)).Message);
    }

    [TestMethod]
    public void A_Factory_That_Is_Changed_Later_Should_Not_Change_The_Trainer()
    {
        var ml = new MLContext(seed: 1);
        var module = new Changeable { Hidden = 5 };
        var options = Options(epochs: 1);
        options.Module = module;
        var trainer = ml.MulticlassClassification.Trainers.TorchModule(options);
        module.Hidden = 6;
        using var model = trainer.Fit(SmallImages.Load(ml, 32));

        Assert.AreEqual(5, ((Changeable)model.Model.Module).Hidden);
    }

    [TestMethod]
    public void Parameters_That_The_Factory_Froze_Should_Stay_Frozen()
    {
        var isLearning = new List<bool>();
        var options = Options(epochs: 1);
        options.Module = new HalfFrozen();
        options.Callbacks.Add(new HookActions { BatchEnd = run => isLearning.Add(run.Network.get_parameter("conv1.weight")!.requires_grad) });
        Fit(options).Dispose();

        Assert.AreEqual(false, isLearning.Distinct().Single());
    }

    private static void Refused(ITorchModuleFactory? module, string problem)
    {
        var options = Options();
        options.Module = module;
        var exception = Assert.ThrowsExactly<ArgumentOutOfRangeException>(
            () => new MLContext().MulticlassClassification.Trainers.TorchModule(options));
        Assert.Contains(problem, exception.Message);
    }

    private static TorchModuleTransformer Fit(TorchModuleTrainer.Options options)
    {
        var ml = new MLContext(seed: 1);
        return ml.MulticlassClassification.Trainers.TorchModule(options).Fit(SmallImages.Load(ml, 60));
    }

    private static TorchModuleTrainer.Options Options(int epochs = 20, int seed = 1) => new()
    {
        Module = new LeNet(),
        Epoch = epochs,
        BatchSize = 16,
        LearningRate = 0.003,
        Optimizer = new AdamWOptimizer(),
        Seed = seed,
    };

    private sealed record Nameless : ITorchModuleFactory
    {
        public nn.Module<Tensor, Tensor> Create(TorchModuleContext context) => nn.Flatten();
    }

    [TorchModuleFactory("HalfFrozen")]
    private sealed record HalfFrozen : ITorchModuleFactory
    {
        public nn.Module<Tensor, Tensor> Create(TorchModuleContext context)
        {
            var network = new ResNetDescription().Create(context);
            network.get_parameter("conv1.weight")!.requires_grad = false;
            return network;
        }
    }

    [TorchModuleFactory("Forgetful")]
    private sealed class Forgetful : ITorchModuleFactory
    {
        public Forgetful()
        {
        }

        public Forgetful(int hidden) => Hidden = hidden;

        public int Hidden { get; }

        public nn.Module<Tensor, Tensor> Create(TorchModuleContext context) => nn.Flatten();
    }

    [TorchModuleFactory("Narrow")]
    private sealed record Narrow : ITorchModuleFactory
    {
        public nn.Module<Tensor, Tensor> Create(TorchModuleContext context) => nn.Sequential(
            nn.Flatten(), nn.Linear(context.ImageHeight * context.ImageWidth, 2));
    }

    [TorchModuleFactory("Wrong")]
    private sealed record Wrong : ITorchModuleFactory
    {
        public nn.Module<Tensor, Tensor> Create(TorchModuleContext context) => nn.Linear(3, context.ClassCount);
    }

    [TorchModuleFactory("Rigid")]
    private sealed record Rigid : ITorchModuleFactory
    {
        public nn.Module<Tensor, Tensor> Create(TorchModuleContext context) => nn.Sequential(
            nn.AdaptiveAvgPool2d([1, context.ClassCount]), nn.Flatten());
    }

    [TorchModuleFactory("Changeable")]
    private sealed class Changeable : ITorchModuleFactory
    {
        public int Hidden { get; set; }

        public nn.Module<Tensor, Tensor> Create(TorchModuleContext context) => nn.Sequential(
            nn.Flatten(), nn.Linear(context.ImageHeight * context.ImageWidth, Hidden), nn.Linear(Hidden, context.ClassCount));
    }
}
