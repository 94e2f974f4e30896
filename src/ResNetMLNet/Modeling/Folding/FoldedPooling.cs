using TorchSharp.Modules;

namespace ResNetMLNet.Modeling.Folding;

/// <summary>A square max pooling.</summary>
/// <param name="Size">Height and width of the window.</param>
/// <param name="Stride">The step in both directions.</param>
/// <param name="Padding">The border put around the map on all four sides.</param>
internal sealed record FoldedPooling(long Size, long Stride, long Padding)
{
    /// <summary>Reads the settings off a layer.</summary>
    public static FoldedPooling Of(MaxPool2d layer) => new(layer.kernel_size[0], layer.stride[0], layer.padding[0]);
}
