using Microsoft.ML;
using Microsoft.ML.Data;
using ResNetMLNet.Modeling;
using ResNetMLNet.Scoring;
using ResNetMLNet.Tests.Utilities;
using ResNetMLNet.Training;
using static TorchSharp.torch;

namespace ResNetMLNet.Tests.Training;

[TestClass]
public sealed class OutOfMemoryTests
{
    [TestMethod]
    public void Fit_Should_Name_What_Takes_The_Memory_And_A_Remedy()
    {
        var error = Assert.ThrowsExactly<InsufficientMemoryException>(() => Fit(isGreedyInTraining: true));

        Assert.AreEqual(
            "Out of memory: batches of 16 images of 1 x 8 x 8 (channels x height x width) are trained on. Lower BatchSize or the size of "
            + "the images, or set ImageStorage to File.",
            error.Message);
    }

    [TestMethod]
    public void Scoring_Should_Name_What_Takes_The_Memory_And_A_Remedy()
    {
        var ml = new MLContext(seed: 1);
        using var model = Fit(isGreedyInTraining: false);
        var scored = model.Transform(SmallImages.Load(ml, 4));

        var error = Assert.ThrowsExactly<InsufficientMemoryException>(() => scored.GetColumn<float[]>("Score").ToList());

        Assert.AreEqual(
            "Out of memory: 4 images of 1 x 8 x 8 (channels x height x width) are scored at once. Give the process more memory, or train "
            + "on smaller images.",
            error.Message);
    }

    private static TorchModuleTransformer Fit(bool isGreedyInTraining)
    {
        var ml = new MLContext(seed: 1);
        var options = new TorchModuleTrainer.Options { Module = new Greedy(isGreedyInTraining), Epoch = 1, BatchSize = 16 };
        return ml.MulticlassClassification.Trainers.TorchModule(options).Fit(SmallImages.Load(ml, 32));
    }

    /// <summary>A network that asks for more memory than any machine has.</summary>
    [TorchModuleFactory("Greedy")]
    internal sealed record Greedy(bool InTraining) : ITorchModuleFactory
    {
        public nn.Module<Tensor, Tensor> Create(TorchModuleContext context) =>
            nn.Sequential(("flatten", nn.Flatten()), ("linear", nn.Linear(64, context.ClassCount)), ("greed", new Greed(InTraining)));
    }

    private sealed class Greed(bool inTraining) : nn.Module<Tensor, Tensor>(nameof(Greed))
    {
        public override Tensor forward(Tensor input)
        {
            // The check in front of the training passes two images.
            if (training == inTraining && input.shape[0] > 2)
                empty(1L << 55, dtype: ScalarType.Byte).Dispose();
            return input.alias();
        }
    }
}
