using ResNetMLNet.Benchmarks.Models;
using ResNetMLNet.Modeling;
using ResNetMLNet.Modeling.Checks;
using ResNetMLNet.Modeling.Inference;
using ResNetMLNet.Tests.Utilities;
using static TorchSharp.torch;

namespace ResNetMLNet.Tests.Modeling.Checks;

/// <summary>What is done on a processor that computes some layers wrongly.</summary>
[TestClass]
public sealed class WrongKernelTests
{
    private const int Classes = 10;

    [TestMethod]
    [DynamicData(nameof(Family.Kinds), typeof(Family))]
    public void Every_Form_Should_Give_The_Exact_Probabilities(ResNetDescription description)
    {
        // Given
        using var scope = NewDisposeScope();
        using var mode = inference_mode();
        using var plain = Networks.WithStatistics(3, Classes, description);
        plain.eval();
        using var folded = plain.Fold();
        var (size, images) = (new MapSize(19, 23), Networks.Images(3, 3, 19, 23));
        using var exact = new ExactNetwork(folded, NetworkOutput.Probabilities);

        // When
        using var wrong = KernelFault.In(IsWrong);
        using var fused = new FusedNetwork(folded, size, 3, ScalarType.Float32, NetworkOutput.Probabilities);
        using var eager = new EagerNetwork(folded, size, 3, ScalarType.Float32, NetworkOutput.Probabilities);

        // Then
        var expected = exact.Apply(images);
        Assert.IsLessThan(1e-5f, Distance(fused.Apply(images), expected), "fused");
        Assert.IsLessThan(1e-5f, Distance(eager.Apply(images), expected), "eager");
        Assert.IsLessThan(1e-5f, Distance(plain.call(images).softmax(1), expected), "plain");
    }

    [TestMethod]
    public void A_Layer_Should_Take_The_Fastest_Form_That_Is_Right()
    {
        using var scope = NewDisposeScope();
        using var plain = Networks.WithStatistics(1, Classes);
        using var folded = plain.Fold();
        var layer = new ScriptLayer(folded.Blocks[0].Convolutions[0], new MapSize(17, 19), 3, ScalarType.Float32, Adds: false, Activates: true);
        Assert.AreEqual(LayerForm.Fused, layer.BestForm());
        using (KernelFault.In(kernel => kernel.Operator != PublicConvolution.Name))
            Assert.AreEqual(LayerForm.Public, layer.BestForm());
        using (KernelFault.In(_ => true))
            Assert.AreEqual(LayerForm.Exact, (layer with { Batch = 4 }).BestForm());
    }

    [TestMethod]
    public void Training_Should_Have_The_Right_Gradients()
    {
        using var scope = NewDisposeScope();
        var images = Networks.Images(2, 1, 33, 37);
        using var wrong = KernelFault.In(kernel => kernel is { Shape.KernelSize: 3, Shape.Stride: 2, Batch: 2 });
        var found = GradientsOf(images);

        // The same images twice are a batch for which the kernels are right.
        var right = GradientsOf(images.repeat(2, 1, 1, 1));
        var largest = right.Values.Max(gradient => gradient.abs().max().item<float>());
        foreach (var (name, gradient) in right)
            Assert.IsLessThan(1e-3f, Distance(found[name], gradient) / largest, name);
    }

    private static Dictionary<string, Tensor> GradientsOf(Tensor images)
    {
        using var network = new ResNet(new(), 1, Classes, seed: 1);
        network.call(images).softmax(1).select(1, 0).mean().backward();
        return network.named_parameters().ToDictionary(member => member.name, member => member.parameter.grad!.clone());
    }

    private static bool IsWrong(LayerKernel kernel) =>
        kernel.Shape is { KernelSize: 3, Stride: 2 } or { KernelSize: 1, Height: > 1 } or { KernelSize: 7 };

    private static float Distance(Tensor found, Tensor expected) => (found - expected).abs().max().item<float>();
}
