using ResNetMLNet.Modeling;
using static TorchSharp.torch;

namespace ResNetMLNet.Tests.Modeling;

[TestClass]
public sealed class AutocastTests
{
    [TestMethod]
    public void Convolutions_Should_Compute_In_The_Format_Of_The_Scope()
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(1, CPU);
        using var convolution = new Convolution(
            new(1, 2, KernelSize: 3, Stride: 1, HasBias: true), new Initialization(ResNetLayout.D2L, generator));
        var input = rand(1, 1, 4, 4);

        using (Autocast.To(ScalarType.BFloat16))
            Assert.AreEqual(ScalarType.BFloat16, convolution.call(input).dtype);
        Assert.AreEqual(ScalarType.Float32, convolution.call(input).dtype);
    }

    [TestMethod]
    public void Logits_And_Gradients_Should_Stay_In_Single_Precision()
    {
        using var scope = NewDisposeScope();
        using var network = new ResNet(new(), 1, 2);
        using var cast = Autocast.To(ScalarType.BFloat16);
        var logits = network.call(rand(2, 1, 16, 16));
        logits.sum().backward();

        Assert.AreEqual(ScalarType.Float32, logits.dtype);
        Assert.IsTrue(network.parameters().All(parameter => parameter.grad!.dtype == ScalarType.Float32));
    }

    [TestMethod]
    [DataRow(8, false)]
    [DataRow(12, false)]
    [DataRow(16, false)]
    [DataRow(28, false)]
    [DataRow(28, true)]
    [DataRow(96, true)]
    public void Bfloat16_Gradients_Should_Point_Where_Single_Precisions_Do(int size, bool preActivation)
    {
        using var scope = NewDisposeScope();
        using var network = new ResNet(new(PreActivation: preActivation), 1, 3, seed: 1);
        random.manual_seed(1);
        var (images, labels) = (rand(16, 1, size, size), randint(0, 3, 16));

        var expected = Gradients(network, images, labels, ScalarType.Float32);
        var actual = Gradients(network, images, labels, ScalarType.BFloat16);

        foreach (var (name, gradient) in expected)
        {
            var cosine = nn.functional.cosine_similarity(gradient.flatten(), actual[name].flatten(), 0).item<float>();
            Assert.IsGreaterThan(0.7f, cosine, name);
        }
    }

    [TestMethod]
    public void Scope_Should_Restore_What_Was_Before_And_Spare_Other_Threads()
    {
        using (Autocast.To(ScalarType.BFloat16))
        {
            using (Autocast.To(ScalarType.Float32))
                Assert.AreEqual(ScalarType.Float32, Autocast.ConvolutionType);
            Assert.AreEqual(ScalarType.BFloat16, Autocast.ConvolutionType);

            var elsewhere = ScalarType.BFloat16;
            var thread = new Thread(() => elsewhere = Autocast.ConvolutionType);
            thread.Start();
            thread.Join();
            Assert.AreEqual(ScalarType.Float32, elsewhere);
        }
        Assert.AreEqual(ScalarType.Float32, Autocast.ConvolutionType);
    }

    private static Dictionary<string, Tensor> Gradients(ResNet network, Tensor images, Tensor labels, ScalarType type)
    {
        network.zero_grad();
        using (Autocast.To(type))
            nn.functional.cross_entropy(network.call(images), labels).backward();
        return network.named_parameters()
            .Where(entry => entry.parameter.dim() > 1)
            .ToDictionary(entry => entry.name, entry => entry.parameter.grad!.clone());
    }
}
