using ResNetMLNet.Modeling;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ResNetMLNet.Benchmarks.Contenders;

/// <summary>The residual block as one writes it with TorchSharp's own layers.</summary>
internal sealed class PlainBlock : nn.Module<Tensor, Tensor>
{
    // The library's names, so that its initial weights fit.
    private readonly Conv2d conv1;
    private readonly BatchNorm2d bn1;
    private readonly Conv2d conv2;
    private readonly BatchNorm2d bn2;
    private readonly Sequential? downsample;

    public PlainBlock(ResNetLayout layout, long inChannels, long channels, long stride)
        : base(nameof(PlainBlock))
    {
        var hasBias = layout == ResNetLayout.D2L;
        conv1 = nn.Conv2d(inChannels, channels, 3, stride: stride, padding: 1, bias: hasBias);
        bn1 = nn.BatchNorm2d(channels);
        conv2 = nn.Conv2d(channels, channels, 3, padding: 1, bias: hasBias);
        bn2 = nn.BatchNorm2d(channels);
        if (stride != 1)
            downsample = Shortcut(layout, nn.Conv2d(inChannels, channels, 1, stride: stride, bias: hasBias), channels);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        var maps = nn.functional.relu(bn1.call(conv1.call(input)));
        return nn.functional.relu(bn2.call(conv2.call(maps)) + (downsample?.call(input) ?? input));
    }

    private static Sequential Shortcut(ResNetLayout layout, Conv2d convolution, long channels) => layout == ResNetLayout.D2L
        ? nn.Sequential(("0", convolution))
        : nn.Sequential(("0", convolution), ("1", nn.BatchNorm2d(channels)));
}
