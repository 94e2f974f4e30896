using ResNetMLNet.Benchmarks.Contenders;
using ResNetMLNet.Modeling;
using ResNetMLNet.Tests.Utilities;
using TorchSharp;
using static TorchSharp.torch;

namespace ResNetMLNet.Tests.Modeling;

[TestClass]
public sealed class PlainTrainingTests
{
    [TestMethod]
    [DataRow(5, DisplayName = "5 px: small maps in all layers")]
    [DataRow(28, DisplayName = "28 px: small maps from the third layer on")]
    [DataRow(50, DisplayName = "50 px: small maps in the last layer")]
    [DataRow(96, DisplayName = "96 px: no small map")]
    public void In_double_precision_a_step_has_the_loss_and_gradients_of_the_network_written_plainly(int size)
    {
        using var scope = NewDisposeScope();
        using var format = Autocast.To(ScalarType.Float64);
        var (plain, plainLoss) = PlainStep(size, ScalarType.Float64);
        var (ours, loss) = OurStep(size, ScalarType.Float64);

        Assert.AreEqual(plainLoss, loss, 1e-10);
        foreach (var (name, gradient) in ours)
            Assert.IsLessThan(1e-9, Distance(gradient, plain[name]), name);
    }

    [TestMethod]
    [DataRow(28)]
    [DataRow(96)]
    public void In_single_precision_a_step_has_the_same_gradients_but_for_units_at_the_edge_of_ReLU(int size)
    {
        using var scope = NewDisposeScope();
        var (plain, plainLoss) = PlainStep(size, ScalarType.Float32);
        var (ours, loss) = OurStep(size, ScalarType.Float32);

        Assert.AreEqual(plainLoss, loss, 1e-5);
        foreach (var (name, gradient) in ours)
            Assert.IsLessThan(0.05, Distance(gradient, plain[name]), name);
    }

    private static (Dictionary<string, Tensor> Gradients, double Loss) OurStep(int size, ScalarType type) =>
        Step(new ResNet(new(), 1, 10, seed: 1), size, type);

    private static (Dictionary<string, Tensor> Gradients, double Loss) PlainStep(int size, ScalarType type)
    {
        using var initial = new ResNet(new(), 1, 10, seed: 1);
        var network = new PlainResNet(ResNetLayout.D2L, channels: 1, classes: 10);
        network.Load(initial.state_dict());
        return Step(network, size, type);
    }

    private static (Dictionary<string, Tensor> Gradients, double Loss) Step(
        nn.Module<Tensor, Tensor> network, int size, ScalarType type)
    {
        using (network)
        {
            network.to(type);
            network.train();
            var logits = network.call(Networks.Images(8, 1, size, size).to(type));
            var loss = nn.functional.cross_entropy(logits, arange(8, dtype: ScalarType.Int64));
            loss.backward();

            // A bias in front of a batch normalization has the gradient zero, so what is computed is rounding alone.
            var gradients = network.named_parameters()
                .Where(entry => !(entry.name.Contains("conv") && entry.name.EndsWith("bias", StringComparison.Ordinal)))
                .ToDictionary(entry => entry.name, entry => entry.parameter.grad!.to(ScalarType.Float64));
            return (gradients, loss.to(ScalarType.Float64).item<double>());
        }
    }

    private static double Distance(Tensor gradient, Tensor reference) =>
        ((gradient - reference).norm() / reference.norm()).item<double>();
}
