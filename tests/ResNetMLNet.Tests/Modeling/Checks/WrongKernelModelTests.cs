using Microsoft.ML;
using Microsoft.ML.Data;
using ResNetMLNet.Benchmarks.Models;
using ResNetMLNet.Interop;
using ResNetMLNet.Modeling;
using ResNetMLNet.Modeling.Checks;
using ResNetMLNet.Modeling.Inference;
using ResNetMLNet.OnnxRuntime;
using ResNetMLNet.Scoring;
using ResNetMLNet.Tests.Utilities;
using ResNetMLNet.Transforms.Interop;
using static TorchSharp.torch;

namespace ResNetMLNet.Tests.Modeling.Checks;

/// <summary>A model on a processor that computes some of its layers wrongly: who logs a warning first tells it for the process.</summary>
[TestClass]
[DoNotParallelize]
public sealed class WrongKernelModelTests
{
    private const string Layer = "On this machine the 3x3 convolution of 8 to 16 channels, stride 2, of 8x8 pixels";

    [TestMethod]
    public void It_Should_Be_Trained_Scored_And_Exported_Rightly_With_One_Warning_A_Layer()
    {
        // Given
        var ml = new MLContext(seed: 1);
        var log = new List<string>();
        ml.Log += (_, message) => log.Add(message.Message);
        var view = SmallImages.Load(ml, 20);
        var trainer = ml.MulticlassClassification.Trainers.ResNet(TrainedModel.Options(epochs: 1, ResNetStem.Small));
        using var folder = new TemporaryFolder();
        using var wrong = KernelFault.In(kernel => kernel is { Shape.KernelSize: 3, Shape.Stride: 2, Shape.Height: 8 });

        // When
        using var model = trainer.Fit(view);
        var scores = Scores(model.Transform(view));
        using (var again = trainer.Fit(view))
            Scores(again.Transform(view));

        // Then
        Assert.IsLessThan(1e-5f, scores.Zip(ExactScores(model, view), (found, exact) => Math.Abs(found - exact)).Max());
        Assert.IsLessThan(1e-5f, ml.Model.SaveAsOnnx(model, view, folder.File("model.onnx")).GreatestDifference);
        var told = log.Where(message => message.Contains(Layer, StringComparison.Ordinal)).ToList();
        Assert.IsNotEmpty(told);
        Assert.AreEqual(told.Count, told.Distinct().Count(), "each was told once");
        Assert.Contains("is 25.", told[0]);
    }

    [TestMethod]
    public void Layers_Should_Be_Checked_Again_When_The_Number_Of_Threads_Changes()
    {
        var ml = new MLContext(seed: 1);
        var view = SmallImages.Load(ml, 20);
        var seen = new HashSet<int>();
        using var watch = KernelFault.In(kernel =>
        {
            seen.Add(kernel.Threads);
            return false;
        });
        try
        {
            ComputeThreads.Count = 1;
            using var model = ml.MulticlassClassification.Trainers.ResNet(TrainedModel.Options(epochs: 1)).Fit(view);
            Scores(model.Transform(view));
            Assert.AreSequenceEqual([1], seen);
            ComputeThreads.Count = 2;
            Scores(model.Transform(view));
            Assert.Contains(2, seen);
        }
        finally
        {
            ComputeThreads.Count = null;
        }
    }

    private static float[] Scores(IDataView scored) => [.. scored.GetColumn<float[]>("Score").SelectMany(scores => scores)];

    private static float[] ExactScores(ResNetTransformer model, IDataView view)
    {
        using var scope = NewDisposeScope();
        using var mode = inference_mode();
        using var network = model.CopyNetwork();
        network.eval();
        using var folded = network.Fold();
        using var exact = new ExactNetwork(folded, NetworkOutput.Probabilities);
        var pixels = view.GetColumn<float[]>("Features").SelectMany(image => image).ToArray();
        return exact.Apply(tensor(pixels).view(-1, 1, SmallImages.Size, SmallImages.Size)).Values<float>().ToArray();
    }
}
