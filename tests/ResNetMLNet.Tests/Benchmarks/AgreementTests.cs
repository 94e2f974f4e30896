using ResNetMLNet.Benchmarks.CommandLine;
using ResNetMLNet.Benchmarks.Contenders;
using ResNetMLNet.Benchmarks.Running;
using ResNetMLNet.Modeling;
using static TorchSharp.torch;

namespace ResNetMLNet.Tests.Benchmarks;

[TestClass]
public sealed class AgreementTests
{
    [TestMethod]
    [DataRow(2.3)]
    [DataRow(double.NaN)]
    public void A_Loss_That_Is_Not_The_Exact_One_Should_End_The_Race(double loss)
    {
        Agreement.RequireLoss(ContenderName.FitFloat32, 2.301, expected: 2.3);
        Agreement.RequireLoss(ContenderName.FitAuto, 2.35, expected: 2.3);
        Assert.ThrowsExactly<BenchmarkException>(() => Agreement.RequireLoss(ContenderName.FitFloat32, loss, expected: 2.35));
    }

    [TestMethod]
    public void Probabilities_Should_Agree_As_Far_As_The_Precision_Allows()
    {
        float[] expected = [0.4f, 0.6f, 0.5001f, 0.4999f];
        float[] close = [0.4001f, 0.5999f, 0.4999f, 0.5001f];
        Agreement.RequireProbabilities(ContenderName.ScoreFloat32, expected, expected, classes: 2);
        Agreement.RequireProbabilities(ContenderName.ScoreBFloat16, close, expected, classes: 2);
        Assert.ThrowsExactly<BenchmarkException>(
            () => Agreement.RequireProbabilities(ContenderName.ScoreFloat32, close, expected, classes: 2));
        Assert.ThrowsExactly<BenchmarkException>(
            () => Agreement.RequireProbabilities(
                ContenderName.ScoreBFloat16, [float.NaN, 0.6f, 0.5f, 0.5f], expected, classes: 2));
        Assert.ThrowsExactly<BenchmarkException>(
            () => Agreement.RequireProbabilities(ContenderName.ScoreBFloat16, [0.4f, 0.6f], expected, classes: 2));
    }

    [TestMethod]
    [DataRow(ResNetLayout.D2L)]
    [DataRow(ResNetLayout.Torchvision)]
    public void The_Plain_Network_Of_The_Bare_Loop_Should_Be_The_Librarys(ResNetLayout layout)
    {
        using var scope = NewDisposeScope();
        using var mode = no_grad();
        using var ours = new ResNet(new(Layout: layout), 1, 3, seed: 1);
        using var plain = new PlainResNet(layout, channels: 1, classes: 3);
        plain.Load(ours.state_dict());

        // While training, the statistics of four maps of one pixel magnify rounding.
        plain.eval();
        ours.eval();
        var images = rand(4, 1, 20, 20);
        Assert.IsTrue(plain.call(images).allclose(ours.call(images), rtol: 1e-4, atol: 1e-5));
    }
}
