using System.ComponentModel;
using ResNetMLNet.Modeling;
using ResNetMLNet.Modeling.Checks;
using static TorchSharp.torch;

namespace ResNetMLNet.Tests.Modeling.Checks;

[TestClass]
public sealed class KernelCheckTests
{
    [TestMethod]
    public void A_Kernel_Should_Be_Measured_Once()
    {
        var kernel = KernelOf("measured once");
        var measured = 0;
        for (var time = 0; time < 2; time++)
            Assert.IsTrue(KernelCheck.Passes(kernel, () => measured++));
        Assert.AreEqual(1, measured);
    }

    [TestMethod]
    [DataRow(ScalarType.Float32, 2e-5, true)]
    [DataRow(ScalarType.Float32, 0.3, false)]
    [DataRow(ScalarType.BFloat16, 0.005, true)]
    [DataRow(ScalarType.BFloat16, 0.3, false)]
    [DataRow(ScalarType.Float32, double.PositiveInfinity, false)]
    public void It_Should_Pass_If_It_Errs_By_Rounding_Alone(ScalarType type, double error, bool expected) =>
        Assert.AreEqual(expected, KernelCheck.Passes(KernelOf($"{error}") with { Type = type }, () => error));

    [TestMethod]
    public void Weights_That_Are_No_Numbers_Should_Leave_The_Verdict_Open()
    {
        var kernel = KernelOf("no numbers");
        Assert.IsTrue(KernelCheck.Passes(kernel, () => double.NaN));
        Assert.IsFalse(KernelCheck.Passes(kernel, () => 1));
    }

    [TestMethod]
    public void What_Libtorch_Refuses_Should_Not_Pass() => Assert.IsFalse(KernelCheck.Passes(
        KernelOf("refused"), () => throw new Win32Exception("no such kernel")));

    [TestMethod]
    public void Want_Of_Memory_Should_Be_No_Verdict()
    {
        var kernel = KernelOf("too large");
        Assert.ThrowsExactly<Win32Exception>(
            () => KernelCheck.Passes(kernel, () => throw new Win32Exception("DefaultCPUAllocator: can't allocate memory")));
        Assert.IsTrue(KernelCheck.Passes(kernel, () => 0));
    }

    [TestMethod]
    public void Batches_That_Are_Checked_By_As_Many_Maps_Should_Have_One_Verdict()
    {
        var kernel = KernelOf("any") with { Shape = new MatrixConvolution(112, 112, 3, 1, 1), Inputs = 64, Outputs = 64 };
        Assert.AreEqual((kernel with { Batch = 2 }).AsChecked(), (kernel with { Batch = 255 }).AsChecked());
        Assert.AreNotEqual((kernel with { Batch = 1 }).AsChecked(), (kernel with { Batch = 2 }).AsChecked());
    }

    [TestMethod]
    public void A_Failure_Should_Be_Told_Once_With_Layer_Size_And_Error()
    {
        KernelCheck.Passes(KernelOf("an operator of a test"), () => 0.31);
        var told = KernelCheck.TakeUnreported().Where(problem => problem.Contains("an operator of a test", StringComparison.Ordinal)).ToList();
        Assert.HasCount(1, told);
        Assert.StartsWith(
            "On this machine the 3x3 convolution of 5 to 7 channels, stride 2, of 11x13 pixels, 4 at once in Float32", told[0]);
        Assert.Contains("by an operator of a test is 31.0", told[0]);
    }

    [TestMethod]
    [DataRow(1, 1, 2, 6)]
    [DataRow(3, 2, 5, 9)]
    [DataRow(7, 2, 1, 12)]
    [DataRow(3, 1, 4, 2)]
    public void The_Error_Of_Training_Should_Be_Rounding_Where_All_Is_Right(int kernelSize, int stride, int batch, int size)
    {
        var kernel = new LayerKernel(
            "test", 5, 7, new MatrixConvolution(size, size, kernelSize, stride, kernelSize / 2), batch, ScalarType.Float32, HasGradients: true);
        Assert.IsLessThan(1e-5, KernelError.OfTraining(
            kernel, hasBias: true, (maps, weights, bias) => PublicConvolution.Apply(kernel, maps, weights, bias)));
    }

    [TestMethod]
    [DataRow(0, DisplayName = "output")]
    [DataRow(1, DisplayName = "gradient of the maps")]
    [DataRow(2, DisplayName = "gradient of the weights")]
    public void The_Error_Of_Training_Should_Be_That_Of_Output_And_Gradients(int wrong)
    {
        var kernel = KernelOf("test") with { HasGradients = true };
        var error = KernelError.OfTraining(kernel, hasBias: true, (maps, weights, bias) =>
        {
            var (wrongMaps, wrongWeights) = (wrong == 1 ? OfWrongGradient(maps) : maps, wrong == 2 ? OfWrongGradient(weights) : weights);
            var output = PublicConvolution.Apply(kernel, wrongMaps, wrongWeights, bias);
            return wrong == 0 ? output * 1.25 : output;
        });
        Assert.AreEqual(0.25, error, 0.001);
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(4)]
    public void Without_Gradients_One_Map_Alone_Should_Be_Checked_As_Well(int wrongCount)
    {
        var kernel = KernelOf("test");
        var error = KernelError.OfTraining(kernel, hasBias: true, (maps, weights, bias) =>
        {
            var output = PublicConvolution.Apply(kernel, maps, weights, bias);
            return maps.shape[0] == wrongCount ? output * 1.25 : output;
        });
        Assert.IsGreaterThan(0.1, error);
    }

    /// <summary>The same numbers, whose gradient is 1.25 times as large.</summary>
    private static Tensor OfWrongGradient(Tensor values) => (values * 1.25) - (values.detach() * 0.25);

    private static LayerKernel KernelOf(string name) =>
        new(name, 5, 7, new MatrixConvolution(11, 13, 3, 2, 1), 4, ScalarType.Float32, HasGradients: false);
}
