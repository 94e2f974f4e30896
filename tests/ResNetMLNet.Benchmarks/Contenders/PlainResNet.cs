using ResNetMLNet.Modeling;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ResNetMLNet.Benchmarks.Contenders;

/// <summary>ResNet-18 as a competent user of TorchSharp writes it: single precision, torch's default memory layout.</summary>
internal sealed class PlainResNet : nn.Module<Tensor, Tensor>
{
    // The library's names, so that its initial weights fit.
    private readonly Conv2d conv1;
    private readonly BatchNorm2d bn1 = nn.BatchNorm2d(64);
    private readonly MaxPool2d maxpool = nn.MaxPool2d(3, stride: 2, padding: 1);
    private readonly Sequential layer1;
    private readonly Sequential layer2;
    private readonly Sequential layer3;
    private readonly Sequential layer4;
    private readonly AdaptiveAvgPool2d avgpool = nn.AdaptiveAvgPool2d(1);
    private readonly Linear fc;

    /// <summary>Makes the network.</summary>
    /// <param name="layout">The parameters beside the kernels.</param>
    /// <param name="channels">The channels of the images.</param>
    /// <param name="classes">The number of classes.</param>
    public PlainResNet(ResNetLayout layout, long channels, long classes)
        : base(nameof(PlainResNet))
    {
        conv1 = nn.Conv2d(channels, 64, 7, stride: 2, padding: 3, bias: layout == ResNetLayout.D2L);
        layer1 = Layer(layout, 64, 64, stride: 1);
        layer2 = Layer(layout, 64, 128, stride: 2);
        layer3 = Layer(layout, 128, 256, stride: 2);
        layer4 = Layer(layout, 256, 512, stride: 2);
        fc = nn.Linear(512, classes);
        RegisterComponents();
    }

    /// <summary>Takes over weights by name.</summary>
    public void Load(IReadOnlyDictionary<string, Tensor> weights)
    {
        using var mode = no_grad();
        foreach (var (name, tensor) in state_dict())
            tensor.copy_(weights[name]);
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        var maps = maxpool.call(nn.functional.relu(bn1.call(conv1.call(input))));
        maps = layer4.call(layer3.call(layer2.call(layer1.call(maps))));
        return fc.call(avgpool.call(maps).flatten(1));
    }

    private static Sequential Layer(ResNetLayout layout, long inChannels, long channels, long stride) => nn.Sequential(
        ("0", new PlainBlock(layout, inChannels, channels, stride)), ("1", new PlainBlock(layout, channels, channels, stride: 1)));
}
