using ResNetMLNet.Modeling.Checks;
using TorchSharp;
using static TorchSharp.torch;

namespace ResNetMLNet.Modeling;

/// <summary>A convolution by torch's public operators: a matrix product where it is one, or where one over windows is faster.</summary>
internal static class PublicConvolution
{
    /// <summary>What computes it, in words.</summary>
    public const string Name = "libtorch's public operators";

    /// <summary>The same by the name of what computes it on a CPU: another operator has another verdict.</summary>
    public static LayerKernel Named(LayerKernel kernel) =>
        WindowProduct.Pays(kernel) ? kernel with { Operator = WindowProduct.Operator } : kernel;

    /// <summary>Convolves.</summary>
    /// <param name="kernel">The sizes.</param>
    /// <param name="maps">Shape (batch, inputs, height, width).</param>
    /// <param name="weights">Shape (outputs, inputs, size, size).</param>
    /// <param name="bias">Shape (outputs); null for none.</param>
    /// <returns>Maps: (batch, outputs, height, width), the channels of a pixel side by side in memory if those of the input are.</returns>
    public static Tensor Apply(LayerKernel kernel, Tensor maps, Tensor weights, Tensor? bias)
    {
        var shape = kernel.Shape;
        if (shape.AppliesOn(maps.device.type))
            return ApplyPrepared(kernel, maps, shape.Matrix(weights), shape.Bias(bias));
        if (!kernel.HasGradients || !weights.requires_grad || maps.device.type != DeviceType.CPU || !KernelGradient.Pays(kernel))
            return ApplyPrepared(kernel, maps, weights, bias);
        var output = ApplyPrepared(kernel, maps, weights.detach(), bias?.detach());
        return KernelGradient.Apply(output, maps, weights, bias, shape);
    }

    /// <summary>Convolves by weights that already are a matrix where the convolution is a product.</summary>
    public static Tensor ApplyPrepared(LayerKernel kernel, Tensor maps, Tensor weights, Tensor? bias)
    {
        var shape = kernel.Shape;
        return KernelFault.Of(kernel, maps.device.type == DeviceType.CPU ? OnCpu() : Convolve());

        Tensor OnCpu() => shape.AppliesOn(DeviceType.CPU)
            ? shape.Maps(nn.functional.linear(shape.Rows(maps), weights, bias), kernel.Outputs)
            : WindowProduct.Pays(kernel) ? WindowProduct.Apply(maps, weights, bias, shape)
            : Convolve();

        Tensor Convolve() =>
            nn.functional.conv2d(maps, weights, bias, [shape.Stride, shape.Stride], [shape.Padding, shape.Padding]);
    }
}
