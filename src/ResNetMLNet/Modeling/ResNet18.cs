using ResNetMLNet.Interop;
using ResNetMLNet.Modeling.Folding;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ResNetMLNet.Modeling;

/// <summary>
/// ResNet-18 (He et al. 2015, "Deep Residual Learning for Image Recognition", table 1) in the form of Dive into Deep
/// Learning, chapter 7.6: all convolutions have a bias, the 1x1 shortcuts no batch normalization. The stem
/// of the chapter can be replaced by the one for small images.
/// </summary>
/// <remarks>Takes images (batch, channels, height, width) of any size; gives one logit a class: (batch, classes).</remarks>
public sealed class ResNet18 : nn.Module<Tensor, Tensor>
{
    // torchvision's names, whatever the stem: they become the names of the saved weights.
    private readonly Convolution conv1;
    private readonly BatchNorm2d bn1;
    private readonly ReLU relu;
    private readonly MaxPool2d? maxpool;
    private readonly Sequential layer1;
    private readonly Sequential layer2;
    private readonly Sequential layer3;
    private readonly Sequential layer4;
    private readonly AdaptiveAvgPool2d avgpool;
    private readonly Dense fc;

    /// <summary>Makes the network on the CPU with Xavier-uniform weights and zero biases.</summary>
    /// <param name="inputChannels">The channels of the images: 1 for grey, 3 for colour.</param>
    /// <param name="classCount">The number of classes.</param>
    /// <param name="seed">The seed of the initial weights; the same seed gives the same weights.</param>
    /// <param name="stem">The layers in front of the residual blocks.</param>
    /// <exception cref="ArgumentOutOfRangeException">A count below 1, or a stem that there is not.</exception>
    public ResNet18(int inputChannels, int classCount, int seed = 0, ResNetStem stem = ResNetStem.Standard)
        : this(inputChannels, classCount, stem, Seeded(seed))
    {
    }

    private ResNet18(int inputChannels, int classCount, ResNetStem stem, Generator? generator)
        : base(nameof(ResNet18))
    {
        using var owned = generator;
        ArgumentOutOfRangeException.ThrowIfLessThan(inputChannels, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(classCount, 1);
        if (!Enum.IsDefined(stem))
            throw new ArgumentOutOfRangeException(nameof(stem), stem, "The stem has to be one of the enumeration's values.");
        Stem = stem;
        conv1 = IsSmall(stem)
            ? new Convolution(inputChannels, 64, kernelSize: 3, stride: 1, padding: 1, generator)
            : new Convolution(inputChannels, 64, kernelSize: 7, stride: 2, padding: 3, generator);
        bn1 = nn.BatchNorm2d(64);
        relu = nn.ReLU(inplace: true);
        maxpool = IsSmall(stem) ? null : nn.MaxPool2d(kernel_size: 3, stride: 2, padding: 1);
        layer1 = Layer(64, 64, stride: 1, generator);
        layer2 = Layer(64, 128, stride: 2, generator);
        layer3 = Layer(128, 256, stride: 2, generator);
        layer4 = Layer(256, 512, stride: 2, generator);
        avgpool = nn.AdaptiveAvgPool2d(1);
        fc = new Dense(512, classCount, generator);
        RegisterComponents();
    }

    /// <summary>The layers in front of the residual blocks.</summary>
    internal ResNetStem Stem { get; }

    /// <summary>Makes the network with weights of any value, for others to be put in their place.</summary>
    internal static ResNet18 WithoutWeights(int inputChannels, int classCount, ResNetStem stem)
    {
        NativeLibraries.EnsureLoaded();
        return new ResNet18(inputChannels, classCount, stem, generator: null);
    }

    /// <summary>Applies the network.</summary>
    /// <param name="input">Images: (batch, channels, height, width), single precision.</param>
    /// <returns>Logits: (batch, classes), single precision.</returns>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var maps = relu.call(bn1.call(conv1.call(ChannelsLast.Of(input))));
        maps = maxpool?.call(maps) ?? maps;
        maps = layer4.call(layer3.call(layer2.call(layer1.call(maps))));
        return fc.call(avgpool.call(maps).flatten(1)).MoveToOuterDisposeScope();
    }

    /// <summary>Copies the network with its batch normalizations, in eval mode, folded into the convolutions.</summary>
    /// <returns>The copy, which the caller disposes of.</returns>
    internal FoldedResNet Fold()
    {
        var blocks = new[] { layer1, layer2, layer3, layer4 }.SelectMany(layer => layer.children()).Cast<Residual>();
        return new(
            FoldedConvolution.Of(conv1, bn1),
            maxpool is null ? null : FoldedPooling.Of(maxpool),
            [.. blocks.Select(block => block.Fold())],
            FoldedDense.Of(fc));
    }

    /// <summary>The bytes that the first and the last layer's weights take at the least.</summary>
    internal static long WeightBytes(int inputChannels, int classCount, ResNetStem stem)
    {
        var kernelSize = IsSmall(stem) ? 3 : 7;
        return sizeof(float) * ((64L * inputChannels * kernelSize * kernelSize) + (512L * classCount));
    }

    /// <summary>The pixels of the maps that the first residual block gets.</summary>
    internal static long FirstMapSize(int height, int width, ResNetStem stem) => Divided(height, width, StemStride(stem));

    /// <summary>The pixels of the maps in front of the global pooling: the blocks halve the first maps three times.</summary>
    internal static long LastMapSize(int height, int width, ResNetStem stem) => Divided(height, width, StemStride(stem) * 8);

    private static bool IsSmall(ResNetStem stem) => stem == ResNetStem.Small;

    /// <summary>The convolution and the pooling of the standard stem halve height and width, rounded up.</summary>
    private static long StemStride(ResNetStem stem) => IsSmall(stem) ? 1 : 4;

    private static long Divided(int height, int width, long divisor) =>
        ((height + divisor - 1) / divisor) * ((width + divisor - 1) / divisor);

    /// <summary>The first call of libtorch: where that does not load, our message comes before its trace.</summary>
    private static Generator Seeded(int seed)
    {
        NativeLibraries.EnsureLoaded();
        return new Generator((ulong)(uint)seed, CPU);
    }

    private static Sequential Layer(long inChannels, long channels, long stride, Generator? generator) => nn.Sequential(
        ("0", new Residual(generator, inChannels, channels, use1x1Conv: stride != 1, stride)),
        ("1", new Residual(generator, channels, channels, use1x1Conv: false, stride: 1)));
}
