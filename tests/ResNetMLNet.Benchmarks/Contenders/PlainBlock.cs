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

    public PlainBlock(long inChannels, long channels, long stride)
        : base(nameof(PlainBlock))
    {
        conv1 = nn.Conv2d(inChannels, channels, 3, stride: stride, padding: 1);
        bn1 = nn.BatchNorm2d(channels);
        conv2 = nn.Conv2d(channels, channels, 3, padding: 1);
        bn2 = nn.BatchNorm2d(channels);
        if (stride != 1)
            downsample = nn.Sequential(("0", nn.Conv2d(inChannels, channels, 1, stride: stride)));
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        var maps = nn.functional.relu(bn1.call(conv1.call(input)));
        return nn.functional.relu(bn2.call(conv2.call(maps)) + (downsample?.call(input) ?? input));
    }
}
