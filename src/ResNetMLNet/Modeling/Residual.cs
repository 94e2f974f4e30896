using ResNetMLNet.Interop;
using ResNetMLNet.Modeling.Folding;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ResNetMLNet.Modeling;

/// <summary>
/// A residual block: convolutions with batch normalization and ReLU beside a shortcut, added (He et al. 2015, "Deep Residual
/// Learning for Image Recognition", figures 2 and 5; Dive into Deep Learning, chapter 7.6).
/// </summary>
/// <remarks>
/// Takes (batch, channels, height, width); gives (batch, output channels, height / stride, width / stride), rounded up.
/// </remarks>
public sealed class Residual : nn.Module<Tensor, Tensor>
{
    private readonly bool _isPreActivated;
    private readonly List<Convolution> _convolutions = [];
    private readonly List<BatchNormalization> _normalizations = [];

    // torchvision's name, as those of Register: they become the names of the saved weights.
    private readonly Sequential? downsample;

    /// <summary>
    /// Makes a block of the chapter with Xavier-uniform weights: two 3x3 convolutions with bias, no batch normalization in the
    /// shortcut.
    /// </summary>
    /// <param name="inChannels">The channels of the input.</param>
    /// <param name="channels">The channels of the block and of its output.</param>
    /// <param name="use1x1Conv">Whether the shortcut is a 1x1 convolution of the input instead of the input itself.</param>
    /// <param name="stride">The stride of the block's first convolution and of the 1x1 convolution.</param>
    /// <param name="generator">The source of the initial weights.</param>
    /// <exception cref="ArgumentNullException">There is no generator.</exception>
    /// <exception cref="ArgumentException">The plain shortcut cannot be added: channels or stride differ.</exception>
    public Residual(long inChannels, long channels, bool use1x1Conv, long stride, Generator generator)
        : this(
            ChaptersShape(inChannels, channels, use1x1Conv, stride),
            new Initialization(ResNetLayout.D2L, generator ?? throw new ArgumentNullException(nameof(generator))))
    {
    }

    internal Residual(ResidualShape shape, Initialization initialization)
        : base(nameof(Residual))
    {
        _isPreActivated = shape.Network.PreActivation;
        foreach (var convolution in shape.Convolutions)
        {
            _convolutions.Add(new Convolution(convolution, initialization));
            _normalizations.Add(new BatchNormalization(shape.NormalizedChannels(convolution)));
        }
        if (shape.UsesProjection)
            downsample = Projection(shape, initialization);
        Register();
    }

    /// <summary>Whether the block is a bottleneck: 1x1, 3x3 and 1x1 convolutions instead of two 3x3 ones.</summary>
    internal bool IsBottleneck => _convolutions.Count > 2;

    /// <summary>Applies the block.</summary>
    /// <param name="input">Images or maps: (batch, channels, height, width).</param>
    /// <returns>Maps: (batch, output channels, height / stride, width / stride).</returns>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var output = _isPreActivated ? PreActivated(input) : PostActivated(input);
        return output.MoveToOuterDisposeScope();
    }

    /// <summary>Copies the block with its batch normalizations, in eval mode, folded in.</summary>
    internal FoldedBlock Fold()
    {
        // The normalization behind a convolution is that of the next one where they come first.
        var behind = _isPreActivated ? [.. _normalizations.Skip(1), null] : _normalizations.Cast<BatchNormalization?>();
        return new FoldedBlock(
            _isPreActivated ? FoldedScale.Of(_normalizations[0]) : null,
            [.. _convolutions.Zip(behind, FoldedConvolution.Of)],
            downsample is null ? null : FoldedConvolution.Of((Convolution)downsample[0], NormalizationOf(downsample)));
    }

    private static ResidualShape ChaptersShape(long inChannels, long channels, bool use1x1Conv, long stride)
    {
        if (!use1x1Conv && (inChannels != channels || stride != 1))
        {
            throw new ArgumentException(
                $"A residual block from {inChannels} to {channels} channels with stride {stride} changes the shape of its "
                + "input, so the input cannot be added to its output: set use1x1Conv.", nameof(use1x1Conv));
        }
        return new ResidualShape(inChannels, channels, stride, use1x1Conv, new ResNetDescription());
    }

    private static Sequential Projection(ResidualShape shape, Initialization initialization)
    {
        var convolution = new Convolution(shape.Projection, initialization);
        return shape.Network.NormalizesShortcuts
            ? nn.Sequential(("0", convolution), ("1", new BatchNormalization(shape.OutChannels)))
            : nn.Sequential(("0", convolution));
    }

    private static BatchNormalization? NormalizationOf(Sequential downsample) =>
        downsample.Count > 1 ? (BatchNormalization)downsample[1] : null;

    private void Register()
    {
        for (var index = 0; index < _convolutions.Count; index++)
        {
            register_module($"conv{index + 1}", _convolutions[index]);
            register_module($"bn{index + 1}", _normalizations[index]);
        }
        if (downsample is not null)
            register_module("downsample", downsample);
    }

    private Tensor PostActivated(Tensor input)
    {
        var maps = input;
        for (var index = 0; index < _convolutions.Count; index++)
        {
            maps = _normalizations[index].call(_convolutions[index].call(maps));
            if (index < _convolutions.Count - 1)
                maps = maps.relu_();
        }
        return maps.add_(downsample?.call(input) ?? input, Scalars.One).relu_();
    }

    private Tensor PreActivated(Tensor input)
    {
        var activated = _normalizations[0].call(input).relu_();
        var maps = _convolutions[0].call(activated);
        for (var index = 1; index < _convolutions.Count; index++)
            maps = _convolutions[index].call(_normalizations[index].call(maps).relu_());

        // Not in place: a convolution's output may be that of a function of ours, which autograd lets nobody overwrite.
        return maps.add(downsample?.call(activated) ?? input, Scalars.One);
    }
}
