using ResNetMLNet.Training;
using static TorchSharp.torch;

namespace ResNetMLNet.Tests.Training;

[TestClass]
public sealed class CriterionTests
{
    private static readonly double[][] _logits = [[2, -1, 0.5], [0, 1, 3], [-2, 0.25, 0]];

    private static readonly long[] _labels = [0, 1, 2];

    [TestMethod]
    [DataRow(0.0)]
    [DataRow(0.2)]
    public void Loss_Should_Be_The_Mean_Of_The_Rows_Smoothed_Cross_Entropies(double smoothing)
    {
        using var scope = NewDisposeScope();
        var expected = Enumerable.Range(0, 3).Average(row => CrossEntropy(row, smoothing));

        Assert.AreEqual(expected, Criterion.Loss(Logits(), tensor(_labels), null, smoothing).item<float>(), 1e-6);
        Assert.AreEqual(expected, Criterion.Loss(Logits(), tensor(_labels), ones(3), smoothing).item<float>(), 1e-6);
    }

    [TestMethod]
    [DataRow(0.0)]
    [DataRow(0.2)]
    public void Weights_Should_Multiply_The_Rows_Losses_And_Not_Their_Number(double smoothing)
    {
        using var scope = NewDisposeScope();
        float[] weights = [2, 0, 0.25f];
        var expected = Enumerable.Range(0, 3).Sum(row => weights[row] * CrossEntropy(row, smoothing)) / 3;

        Assert.AreEqual(expected, Criterion.Loss(Logits(), tensor(_labels), tensor(weights), smoothing).item<float>(), 1e-6);
    }

    [TestMethod]
    public void A_Row_Of_Weight_0_Should_Have_No_Gradient()
    {
        using var scope = NewDisposeScope();
        var logits = Logits().requires_grad_();
        Criterion.Loss(logits, tensor(_labels), tensor([1f, 0, 1]), 0).backward();

        Assert.AreSequenceEqual([true, false, true], logits.grad!.ne(0).any(1).data<bool>().ToArray());
    }

    private static Tensor Logits() => tensor(_logits.SelectMany(row => row).Select(value => (float)value).ToArray(), 3, 3);

    /// <summary>The targets are mixed with equal ones.</summary>
    private static double CrossEntropy(int row, double smoothing)
    {
        var normalizer = Math.Log(_logits[row].Sum(Math.Exp));
        return -Enumerable.Range(0, 3).Sum(label =>
            (((1 - smoothing) * (label == _labels[row] ? 1 : 0)) + (smoothing / 3)) * (_logits[row][label] - normalizer));
    }
}
