using ResNetMLNet.Modeling;
using ResNetMLNet.Modeling.Checks;
using TorchSharp;
using static TorchSharp.torch;

namespace ResNetMLNet.Tests.Modeling;

[TestClass]
public sealed class MatrixConvolutionTests
{
    private const int Batch = 2;
    private const int Inputs = 3;
    private const int Outputs = 4;

    [TestMethod]
    [DataRow(1, 1)]
    [DataRow(1, 2)]
    [DataRow(3, 1)]
    [DataRow(3, 2)]
    [DataRow(7, 1)]
    [DataRow(7, 2)]
    public void Apply_Should_Give_The_Values_And_Gradients_Of_Torchs_Convolution(int kernelSize, int stride)
    {
        for (var height = 1; height <= 2; height++)
        {
            for (var width = 1; width <= 2; width++)
            {
                var small = new MatrixConvolution(height, width, kernelSize, stride, Padding: kernelSize / 2);
                Assert.IsTrue(small.AppliesOn(DeviceType.CPU), small.ToString());
                Assert.IsFalse(small.AppliesOn(DeviceType.CUDA), $"{small}: as it is, its gradients are the same each time");
                AssertEqualsTorch(small);
            }
        }
    }

    [TestMethod]
    [DataRow(5, 4, 1)]
    [DataRow(5, 4, 2)]
    [DataRow(6, 3, 2)]
    public void A_Pointwise_One_Should_Give_The_Values_And_Gradients_Of_Torchs_Convolution(int height, int width, int stride)
    {
        var pointwise = new MatrixConvolution(height, width, KernelSize: 1, stride, Padding: 0);
        Assert.IsTrue(pointwise.AppliesOn(DeviceType.CPU));
        Assert.IsFalse(pointwise.AppliesOn(DeviceType.CUDA), "cuDNN computes it as a product by itself");
        AssertEqualsTorch(pointwise);
    }

    [TestMethod]
    [DataRow(3, 2, 3, 1, 1, DisplayName = "three pixels high")]
    [DataRow(2, 3, 3, 1, 1, DisplayName = "three pixels wide")]
    [DataRow(2, 2, 3, 2, 0, DisplayName = "a kernel larger than the map and its padding")]
    [DataRow(3, 3, 7, 2, 3, DisplayName = "three pixels that every window sees")]
    [DataRow(2, 1, 3, 1, 2, DisplayName = "the first window sees one of two rows")]
    [DataRow(1, 2, 3, 1, 2, DisplayName = "the first window sees one of two columns")]
    [DataRow(1, 1, 1, 1, 1, DisplayName = "the first window sees padding alone")]
    public void It_Should_Not_Apply_To_A_Larger_Map_Or_Where_A_Window_Sees_A_Part(
        int height, int width, int kernelSize, int stride, int padding) =>
        Assert.IsFalse(new MatrixConvolution(height, width, kernelSize, stride, padding).AppliesOn(DeviceType.CPU));

    private static void AssertEqualsTorch(MatrixConvolution small)
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(1, CPU);
        Tensor[] operands =
        [
            Random([Batch, Inputs, small.Height, small.Width], generator),
            Random([Outputs, Inputs, small.KernelSize, small.KernelSize], generator),
            Random([Outputs], generator),
        ];
        var factors = Random([Batch, Outputs, small.OutHeight, small.OutWidth], generator);

        var expected = ValueAndGradients(operands, factors, (maps, kernel, bias) => nn.functional.conv2d(
            maps, kernel, bias, [small.Stride, small.Stride], [small.Padding, small.Padding]));
        var kernel = new LayerKernel("test", Inputs, Outputs, small, Batch, ScalarType.Float64, HasGradients: true);
        var actual = ValueAndGradients(operands, factors, (maps, weights, bias) => PublicConvolution.Apply(kernel, maps, weights, bias));

        string[] names = ["values", "gradient of the maps", "gradient of the kernel", "gradient of the bias"];
        foreach (var (name, ours, theirs) in names.Zip(actual, expected))
        {
            Assert.AreSequenceEqual(theirs.shape, ours.shape, $"{name} of {small}");
            Assert.IsLessThan(1e-12, (ours - theirs).abs().max().item<double>(), $"{name} of {small}");
        }
    }

    /// <summary>The output, then the gradients of the operands where each number of the output counts with its own factor.</summary>
    private static Tensor[] ValueAndGradients(Tensor[] operands, Tensor factors, Func<Tensor, Tensor, Tensor, Tensor> convolve)
    {
        var leaves = operands.Select(operand => operand.clone().requires_grad_()).ToArray();
        var output = convolve(leaves[0], leaves[1], leaves[2]);
        (output * factors).sum().backward();
        return [output.detach(), .. leaves.Select(leaf => leaf.grad!)];
    }

    private static Tensor Random(long[] shape, Generator generator) =>
        randn(shape, dtype: ScalarType.Float64, generator: generator);
}
