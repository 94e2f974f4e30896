using TorchSharp;
using static TorchSharp.torch;

namespace ResNetMLNet.Modeling.Checks;

/// <summary>A convolution by torch's public operators where they compute it right, else as <see cref="ExactConvolution"/>.</summary>
internal static class CheckedConvolution
{
    /// <summary>Convolves.</summary>
    /// <param name="maps">Shape (batch, inputs, height, width).</param>
    /// <param name="weights">Shape (outputs, inputs, size, size), of the same type.</param>
    /// <param name="bias">Shape (outputs), of the same type; null for none.</param>
    /// <param name="stride">The step in both directions.</param>
    /// <param name="padding">The zeros around the map.</param>
    public static Tensor Apply(Tensor maps, Tensor weights, Tensor? bias, int stride, int padding)
    {
        var shape = new MatrixConvolution(maps.shape[2], maps.shape[3], weights.shape[2], stride, padding);
        var hasGradients = is_grad_enabled() && (maps.requires_grad || weights.requires_grad);
        var kernel = PublicConvolution.Named(new LayerKernel(
            PublicConvolution.Name, weights.shape[1], weights.shape[0], shape, maps.shape[0], weights.dtype, hasGradients).AsChecked());
        return maps.device.type != DeviceType.CPU || IsRight(kernel, bias is not null)
            ? PublicConvolution.Apply(kernel, maps, weights, bias)
            : Exactly(kernel, maps, weights, bias);
    }

    /// <summary>Convolves as <see cref="ExactConvolution"/>, and gives maps of the kernel's format, channels last.</summary>
    public static Tensor Exactly(LayerKernel kernel, Tensor maps, Tensor weights, Tensor? bias) =>
        ChannelsLast.Of(ExactConvolution.Apply(maps, weights, bias, kernel.Shape.Stride, kernel.Shape.Padding).to(kernel.Type));

    private static bool IsRight(LayerKernel kernel, bool hasBias) => KernelCheck.Passes(kernel, () => KernelError.OfTraining(
        kernel, hasBias, (maps, weights, bias) => PublicConvolution.Apply(kernel, maps, weights, bias)));
}
