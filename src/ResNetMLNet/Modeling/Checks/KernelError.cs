using ResNetMLNet.Interop;
using ResNetMLNet.Modeling.Folding;
using TorchSharp;
using static TorchSharp.torch;

namespace ResNetMLNet.Modeling.Checks;

/// <summary>How far a kernel is off what <see cref="ExactConvolution"/> gives, relative to the largest value.</summary>
/// <remarks>
/// All maps of a batch are computed, but they are two in turn, so that the slow exact computation has two to do.
/// </remarks>
internal static class KernelError
{
    /// <summary>The largest error that is rounding.</summary>
    public static double Tolerance(ScalarType type) => type == ScalarType.BFloat16 ? 0.02 : 1e-4;

    /// <summary>The error of scoring: of one map alone, and of a batch.</summary>
    /// <param name="kernel">The kernel.</param>
    /// <param name="convolution">Its weights.</param>
    /// <param name="apply">Computes maps; the second argument is what it adds, if it adds something, and may be overwritten.</param>
    /// <param name="adds">Whether it adds something.</param>
    /// <param name="activates">Whether ReLU follows.</param>
    public static double OfScoring(
        LayerKernel kernel,
        FoldedConvolution convolution,
        Func<Tensor, Tensor, Tensor> apply,
        bool adds = false,
        bool activates = false)
    {
        using var scope = NewDisposeScope();
        using var mode = inference_mode();
        using var random = new CheckMaps(kernel);
        var (maps, shortcut) = (random.Maps(2), random.Outputs(2));
        var exact = ExactConvolution.Apply(
            maps, convolution.Weight.to(kernel.Type), convolution.Bias.to(kernel.Type), convolution.Stride, convolution.Padding);
        if (adds)
            exact = exact.add(shortcut, Scalars.One);
        if (activates)
            exact = exact.relu();
        return new[] { 1, kernel.CheckedMaps }.Max(
            rows => Of(apply(CheckMaps.InTurn(maps, rows), CheckMaps.InTurn(shortcut, rows)), exact));
    }

    /// <summary>The error of training: of a batch and, where they are used, of both gradients.</summary>
    /// <param name="kernel">The kernel.</param>
    /// <param name="hasBias">Whether there is a bias.</param>
    /// <param name="apply">Computes maps by a kernel and a bias.</param>
    public static double OfTraining(LayerKernel kernel, bool hasBias, Func<Tensor, Tensor, Tensor?, Tensor> apply)
    {
        using var scope = NewDisposeScope();
        using var random = new CheckMaps(kernel);
        var rows = kernel.CheckedMaps;
        var distinct = Math.Min(2, rows);
        var (pair, weights, bias) = (random.Maps(distinct), random.Weights(), hasBias ? random.Bias() : null);
        var maps = CheckMaps.InTurn(pair, rows);
        if (!kernel.HasGradients)
        {
            // One map alone as well: scoring shares the verdict.
            var output = ExactConvolution.Apply(pair, weights, bias, kernel.Shape.Stride, kernel.Shape.Padding);
            return new[] { 1, rows }.Max(count => Of(apply(CheckMaps.InTurn(pair, count), weights, bias), output));
        }
        var gradient = random.Outputs(distinct);
        var found = WithGradients(maps, weights, CheckMaps.InTurn(gradient, rows), (x, w) => apply(x, w, bias));
        var exact = WithGradients(pair.to(ScalarType.Float64), weights.to(ScalarType.Float64), gradient, (x, w) =>
            ExactConvolution.Apply(x, w, bias, kernel.Shape.Stride, kernel.Shape.Padding));

        // The gradient of the weights is the sum over all maps, that is of the two so many times.
        using var times = (rows / distinct).ToScalar();
        exact.Weights = exact.Weights.mul(times);
        return Math.Max(Of(found.Output, exact.Output), Math.Max(Of(found.Maps, exact.Maps), Of(found.Weights, exact.Weights)));
    }

    private static (Tensor Output, Tensor Maps, Tensor Weights) WithGradients(
        Tensor maps, Tensor weights, Tensor gradient, Func<Tensor, Tensor, Tensor> apply)
    {
        var (x, w) = (maps.detach().requires_grad_(), weights.detach().requires_grad_());
        var output = apply(x, w);
        var gradients = autograd.grad([output], [x, w], [gradient.to(output.dtype)]);
        return (output.detach(), gradients[0], gradients[1]);
    }

    /// <summary>The largest difference over the largest value, where the maps of the exact ones come in turn.</summary>
    public static double Of(Tensor found, Tensor exact)
    {
        using var scope = NewDisposeScope();
        var largest = exact.abs().max().item<double>();
        if (!double.IsFinite(largest))
            return double.NaN;
        var difference = found.shape[0] == 1 && exact.shape[0] > 1
            ? found.sub(exact.narrow(0, 0, 1))
            : found.reshape([-1, .. exact.shape]).sub(exact);
        var error = difference.abs().max().item<double>();
        return double.IsNaN(error) ? double.PositiveInfinity : error == 0 ? 0 : error / largest;
    }
}
