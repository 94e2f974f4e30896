using ResNetMLNet.Modeling.Folding;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ResNetMLNet.Modeling;

/// <summary>
/// The residual block: two 3x3 convolutions with batch normalization beside a shortcut, added, then ReLU (He et al. 2015,
/// "Deep Residual Learning for Image Recognition", figure 2; Dive into Deep Learning, chapter 7.6).
/// </summary>
/// <remarks>
/// Takes (batch, channels, height, width); gives (batch, channels of the block, height / stride, width / stride), rounded
/// up. The 1x1 convolution of the shortcut has no batch normalization, as in the chapter.
/// </remarks>
public sealed class Residual : nn.Module<Tensor, Tensor>
{
    // torchvision's names: they become the names of the saved weights.
    private readonly Convolution conv1;
    private readonly BatchNorm2d bn1;
    private readonly Convolution conv2;
    private readonly BatchNorm2d bn2;
    private readonly Sequential? downsample;

    /// <summary>Makes a block with Xavier-uniform weights.</summary>
    /// <param name="inChannels">The channels of the input.</param>
    /// <param name="channels">The channels of the block and of its output.</param>
    /// <param name="use1x1Conv">Whether the shortcut is a 1x1 convolution of the input instead of the input itself.</param>
    /// <param name="stride">The stride of the block's first convolution and of the 1x1 convolution.</param>
    /// <param name="generator">The source of the initial weights.</param>
    /// <exception cref="ArgumentNullException">There is no generator.</exception>
    /// <exception cref="ArgumentException">The plain shortcut cannot be added: channels or stride differ.</exception>
    public Residual(long inChannels, long channels, bool use1x1Conv, long stride, Generator generator)
        : this(generator ?? throw new ArgumentNullException(nameof(generator)), inChannels, channels, use1x1Conv, stride)
    {
    }

    /// <summary>The same; without a generator the weights have no values, for others to be loaded.</summary>
    internal Residual(Generator? generator, long inChannels, long channels, bool use1x1Conv, long stride)
        : base(nameof(Residual))
    {
        if (!use1x1Conv && (inChannels != channels || stride != 1))
        {
            throw new ArgumentException(
                $"A residual block from {inChannels} to {channels} channels with stride {stride} changes the shape of its "
                + "input, so the input cannot be added to its output: set use1x1Conv.", nameof(use1x1Conv));
        }
        conv1 = new Convolution(inChannels, channels, kernelSize: 3, stride, padding: 1, generator);
        bn1 = nn.BatchNorm2d(channels);
        conv2 = new Convolution(channels, channels, kernelSize: 3, stride: 1, padding: 1, generator);
        bn2 = nn.BatchNorm2d(channels);
        if (use1x1Conv)
            downsample = nn.Sequential(("0", new Convolution(inChannels, channels, kernelSize: 1, stride, padding: 0, generator)));
        RegisterComponents();
    }

    /// <summary>Applies the block.</summary>
    /// <param name="input">Images or maps: (batch, channels, height, width).</param>
    /// <returns>Maps: (batch, channels of the block, height / stride, width / stride).</returns>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var hidden = bn1.call(conv1.call(input)).relu_();
        var output = bn2.call(conv2.call(hidden));
        return output.add_(downsample?.call(input) ?? input).relu_().MoveToOuterDisposeScope();
    }

    /// <summary>Copies the block with its batch normalizations, in eval mode, folded in.</summary>
    internal FoldedBlock Fold() => new(
        FoldedConvolution.Of(conv1, bn1),
        FoldedConvolution.Of(conv2, bn2),
        downsample is null ? null : FoldedConvolution.Of((Convolution)downsample[0]));
}
