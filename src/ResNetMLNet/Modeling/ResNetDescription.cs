using System.Text.Json.Serialization;
using ResNetMLNet.Transforms.Featurization;
using static TorchSharp.torch;

namespace ResNetMLNet.Modeling;

/// <summary>All that tells one network of the family from another, but the channels of its images and its classes.</summary>
/// <param name="Architecture">The number and kind of the residual blocks.</param>
/// <param name="Layout">The parameters beside the kernels.</param>
/// <param name="Stem">The layers in front of the residual blocks.</param>
/// <param name="PreActivation">
/// Whether batch normalization and ReLU come before each convolution instead of after it, with nothing behind the addition
/// (He et al. 2016, "Identity Mappings in Deep Residual Networks", figure 4e). The shortcuts then have no batch normalization
/// in either layout.
/// </param>
[TorchModuleFactory("ResNet")]
public sealed record ResNetDescription(
    ResNetArchitecture Architecture = ResNetArchitecture.ResNet18,
    ResNetLayout Layout = ResNetLayout.D2L,
    ResNetStem Stem = ResNetStem.Standard,
    bool PreActivation = false) : ITorchModuleFactory
{
    /// <summary>The channels of the four groups of blocks; a bottleneck block gives four times as many.</summary>
    internal static readonly IReadOnlyList<int> Widths = [64, 128, 256, 512];

    private const int BottleneckExpansion = 4;

    /// <summary>The numbers that the network gives to its last layer: 512, or 2048 behind bottleneck blocks.</summary>
    [JsonIgnore]
    public int FeatureCount => Widths[^1] * Expansion;

    /// <summary>The number of blocks in each of the four groups.</summary>
    internal IReadOnlyList<int> Depths => Architecture switch
    {
        ResNetArchitecture.ResNet18 => [2, 2, 2, 2],
        ResNetArchitecture.ResNet34 or ResNetArchitecture.ResNet50 => [3, 4, 6, 3],
        ResNetArchitecture.ResNet101 => [3, 4, 23, 3],
        _ => [3, 8, 36, 3],
    };

    /// <summary>Whether the blocks are bottlenecks: 1x1, 3x3 and 1x1 convolutions.</summary>
    internal bool HasBottlenecks => Architecture >= ResNetArchitecture.ResNet50;

    internal bool HasBias => Layout == ResNetLayout.D2L;

    /// <summary>Whether the 1x1 convolution of a shortcut has batch normalization behind it.</summary>
    internal bool NormalizesShortcuts => Layout == ResNetLayout.Torchvision && !PreActivation;

    /// <summary>Height and width of the first kernel.</summary>
    internal int StemKernelSize => Stem == ResNetStem.Small ? 3 : 7;

    /// <summary>How many times the channels within a block its output has.</summary>
    internal int Expansion => HasBottlenecks ? BottleneckExpansion : 1;

    /// <summary>The convolution and the pooling of the standard stem halve height and width, rounded up.</summary>
    private int StemStride => Stem == ResNetStem.Small ? 1 : 4;

    /// <summary>Makes the network that is described.</summary>
    /// <param name="context">The channels of the images, the classes and the seed; the size of the images is of no account.</param>
    /// <returns>A <see cref="ResNet"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A value that there is not.</exception>
    public nn.Module<Tensor, Tensor> Create(TorchModuleContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return new ResNet(this, context.ImageChannels, context.ClassCount, context.Seed);
    }

    /// <exception cref="ArgumentOutOfRangeException">A value is none of its enumeration.</exception>
    internal ResNetDescription Checked()
    {
        Check(Enum.IsDefined(Architecture), nameof(Architecture), Architecture);
        Check(Enum.IsDefined(Layout), nameof(Layout), Layout);
        Check(Enum.IsDefined(Stem), nameof(Stem), Stem);
        return this;

        static void Check(bool isDefined, string name, object value)
        {
            if (!isDefined)
                throw new ArgumentOutOfRangeException(name, value, $"{name} has to be one of the enumeration's values.");
        }
    }

    /// <summary>The blocks of a group, from 0 to 3.</summary>
    internal IEnumerable<ResidualShape> Blocks(int group)
    {
        var before = group == 0 ? Widths[0] : Widths[group - 1] * Expansion;
        var after = Widths[group] * Expansion;
        for (var block = 0; block < Depths[group]; block++)
        {
            var inChannels = block == 0 ? before : after;
            var stride = block == 0 && group > 0 ? 2 : 1;
            yield return new ResidualShape(inChannels, Widths[group], stride, UsesProjection: stride != 1 || inChannels != after, this);
        }
    }

    /// <summary>The numbers that gradients change.</summary>
    internal long ParameterCount(int inputChannels, int classCount)
    {
        var stem = ((long)inputChannels * StemKernelSize * StemKernelSize * Widths[0]) + (HasBias ? Widths[0] : 0);
        var blocks = Enumerable.Range(0, Widths.Count).SelectMany(Blocks).Sum(block => block.ParameterCount);
        var normalization = 2L * (PreActivation ? FeatureCount : Widths[0]);
        return stem + normalization + blocks + ((FeatureCount + 1L) * classCount);
    }

    /// <summary>What the first stages make of an image: maps, and behind all five the means of the maps.</summary>
    /// <param name="stages">Their number, from 1 for the stem.</param>
    /// <param name="image">The shape of an image.</param>
    internal ImageShape MapShape(int stages, ImageShape image)
    {
        if (stages == ResNet.StageCount)
            return new ImageShape(FeatureCount, 1, 1);
        var channels = stages == 1 ? Blocks(0).First().InChannels : Blocks(stages - 2).First().OutChannels;
        var divisor = StemStride << Math.Max(0, stages - 2);
        return new ImageShape((int)channels, Divided(image.Height, divisor), Divided(image.Width, divisor));

        static int Divided(int size, int divisor) => (size + divisor - 1) / divisor;
    }

    /// <summary>The pixels of the maps that the first residual block gets.</summary>
    internal long FirstMapSize(int height, int width) => Divided(height, width, StemStride);

    /// <summary>The pixels of the maps in front of the global pooling: the blocks halve the first maps three times.</summary>
    internal long LastMapSize(int height, int width) => Divided(height, width, StemStride * 8);

    private static long Divided(int height, int width, long divisor) =>
        ((height + divisor - 1) / divisor) * ((width + divisor - 1) / divisor);
}
