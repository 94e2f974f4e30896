using ResNetMLNet.Modeling;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace ResNetMLNet.Benchmarks.Gpu;

/// <summary>A small network as a user writes it, with a convolution and dropout.</summary>
/// <param name="Dropout">The share of values that are dropped in training.</param>
[TorchModuleFactory("GpuDropout")]
public sealed record DropoutNetwork(double Dropout = 0.5) : ITorchModuleFactory
{
    /// <summary>Makes the network.</summary>
    /// <param name="context">The shape of the images and the number of classes.</param>
    /// <returns>The network.</returns>
    public Module<Tensor, Tensor> Create(TorchModuleContext context) => Sequential(
        ("conv", Conv2d(context.ImageChannels, 8, kernel_size: 3, padding: 1)),
        ("relu", ReLU()),
        ("pool", AdaptiveAvgPool2d(4)),
        ("flatten", Flatten()),
        ("dropout", nn.Dropout(Dropout)),
        ("fc", Linear(8 * 4 * 4, context.ClassCount)));
}
