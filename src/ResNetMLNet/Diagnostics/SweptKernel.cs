using ResNetMLNet.Modeling;
using ResNetMLNet.Modeling.Checks;
using ResNetMLNet.Modeling.Folding;
using ResNetMLNet.Modeling.Inference;
using static TorchSharp.torch;

namespace ResNetMLNet.Diagnostics;

/// <summary>A kernel to be tried.</summary>
/// <param name="Kernel">The kernel.</param>
/// <param name="IsUsed">Whether the library uses it where it is right.</param>
/// <param name="Error">Measures its error.</param>
internal sealed record SweptKernel(LayerKernel Kernel, bool IsUsed, Func<double> Error)
{
    /// <summary>torch's own convolution with both gradients.</summary>
    public static SweptKernel OfTorch(LayerKernel layer)
    {
        var kernel = layer with { Operator = "torch's convolution", HasGradients = true };
        var shape = kernel.Shape;
        return new(
            kernel,
            IsUsed: !shape.AppliesOn(TorchSharp.DeviceType.CPU) && !WindowProduct.Pays(layer),
            () => KernelError.OfTraining(kernel, hasBias: true, (maps, weights, bias) => nn.functional.conv2d(
                maps, weights, bias, [shape.Stride, shape.Stride], [shape.Padding, shape.Padding])));
    }

    /// <summary>The library's training, where it is not by torch's own convolution.</summary>
    public static SweptKernel OfTraining(LayerKernel layer)
    {
        var kernel = layer with { Operator = "matrix product", HasGradients = true };
        return new(kernel, IsUsed: true, () => KernelError.OfTraining(
            kernel, hasBias: true, (maps, weights, bias) => PublicConvolution.Apply(kernel, maps, weights, bias)));
    }

    /// <summary>The library's fused scoring.</summary>
    public static SweptKernel OfScoring(LayerKernel layer, bool adds, bool activates)
    {
        var shape = layer.Shape;
        ScriptLayer Layer(FoldedConvolution convolution) => new(
            convolution, new MapSize(shape.Height, shape.Width), (int)layer.Batch, layer.Type, adds, activates);
        double Error()
        {
            using var scope = NewDisposeScope();
            using var random = new CheckMaps(layer with { Type = ScalarType.Float32 });
            var convolution = new FoldedConvolution(random.Weights(), random.Bias(), (int)shape.Stride, (int)shape.Padding);
            return Layer(convolution).Error(LayerForm.Fused);
        }
        return new(layer with { Operator = ScriptLayer.FusedName(adds, activates) }, IsUsed: true, Error);
    }
}
