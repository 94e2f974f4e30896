using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ResNetMLNet.Benchmarks.Contenders;

/// <summary>ResNet-18 as a competent user of TorchSharp writes it: single precision, torch's default memory layout.</summary>
internal sealed class PlainResNet : nn.Module<Tensor, Tensor>
{
    // The library's names, so that its initial weights fit.
    private readonly Conv2d conv1 = nn.Conv2d(1, 64, 7, stride: 2, padding: 3);
    private readonly BatchNorm2d bn1 = nn.BatchNorm2d(64);
    private readonly MaxPool2d maxpool = nn.MaxPool2d(3, stride: 2, padding: 1);
    private readonly Sequential layer1 = Layer(64, 64, stride: 1);
    private readonly Sequential layer2 = Layer(64, 128, stride: 2);
    private readonly Sequential layer3 = Layer(128, 256, stride: 2);
    private readonly Sequential layer4 = Layer(256, 512, stride: 2);
    private readonly AdaptiveAvgPool2d avgpool = nn.AdaptiveAvgPool2d(1);
    private readonly Linear fc;

    public PlainResNet(int classes)
        : base(nameof(PlainResNet))
    {
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

    private static Sequential Layer(long inChannels, long channels, long stride) => nn.Sequential(
        ("0", new PlainBlock(inChannels, channels, stride)), ("1", new PlainBlock(channels, channels, stride: 1)));
}
