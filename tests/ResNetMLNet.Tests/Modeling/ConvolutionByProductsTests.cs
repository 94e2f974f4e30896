using ResNetMLNet.Modeling;
using static TorchSharp.torch;

namespace ResNetMLNet.Tests.Modeling;

/// <summary><see cref="WindowProduct"/> and <see cref="KernelGradient"/>.</summary>
[TestClass]
public sealed class ConvolutionByProductsTests
{
    private const int Batch = 3;
    private const int Inputs = 5;
    private const int Outputs = 4;

    [TestMethod]
    [DataRow(3, 3, 3, 1, 1, true, DisplayName = "the last layer at 96 pixels")]
    [DataRow(6, 6, 3, 2, 1, true, DisplayName = "with a stride")]
    [DataRow(7, 5, 3, 2, 1, false, DisplayName = "higher than wide, without bias")]
    [DataRow(8, 8, 7, 2, 3, true, DisplayName = "the kernel of a stem")]
    [DataRow(4, 6, 3, 1, 0, false, DisplayName = "without padding")]
    [DataRow(5, 5, 1, 2, 0, true, DisplayName = "of one tap")]
    public void Output_And_Gradients_Should_Be_Those_Of_Torchs_Convolution(
        int height, int width, int kernelSize, int stride, int padding, bool hasBias)
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(1, CPU);
        var shape = new MatrixConvolution(height, width, kernelSize, stride, padding);
        Tensor[] operands =
        [
            Random([Batch, Inputs, height, width], generator),
            Random([Outputs, Inputs, kernelSize, kernelSize], generator),
            .. hasBias ? (Tensor[])[Random([Outputs], generator)] : [],
        ];
        var upstream = Random([Batch, Outputs, shape.OutHeight, shape.OutWidth], generator);

        var expected = OutputAndGradients(operands, upstream, (maps, kernel, bias) => Convolve(shape, maps, kernel, bias));
        AssertClose(expected, OutputAndGradients(operands, upstream, (maps, kernel, bias) => KernelGradient.Apply(
            Convolve(shape, maps, kernel.detach(), bias?.detach()), maps, kernel, bias, shape)));
        AssertClose(expected, OutputAndGradients(operands, upstream, ByProducts));

        // The maps of the first layer that learns have no gradient.
        var withoutMaps = OutputAndGradients(
            operands, upstream, (maps, kernel, bias) => ByProducts(maps.detach(), kernel, bias).add(maps.sum().mul(0)));
        AssertClose([expected[0], zeros_like(expected[1]), .. expected[2..]], withoutMaps);

        Tensor ByProducts(Tensor maps, Tensor kernel, Tensor? bias) => KernelGradient.Apply(
            WindowProduct.Apply(maps, kernel.detach(), bias?.detach(), shape), maps, kernel, bias, shape);
    }

    private static void AssertClose(Tensor[] expected, Tensor[] actual)
    {
        foreach (var (ours, theirs) in actual.Zip(expected))
        {
            Assert.AreSequenceEqual(theirs.shape, ours.shape);
            Assert.IsLessThan(1e-12, (ours - theirs).abs().max().item<double>());
        }
    }

    private static Tensor Convolve(MatrixConvolution shape, Tensor maps, Tensor kernel, Tensor? bias) => nn.functional.conv2d(
        maps, kernel, bias, [shape.Stride, shape.Stride], [shape.Padding, shape.Padding]);

    private static Tensor[] OutputAndGradients(Tensor[] operands, Tensor upstream, Func<Tensor, Tensor, Tensor?, Tensor> convolve)
    {
        var leaves = operands.Select(operand => operand.detach().requires_grad_()).ToArray();
        var output = convolve(leaves[0], leaves[1], leaves.ElementAtOrDefault(2));
        return [output.detach(), .. autograd.grad([output], leaves, [upstream])];
    }

    private static Tensor Random(long[] shape, Generator generator) => randn(shape, dtype: ScalarType.Float64, generator: generator);
}
