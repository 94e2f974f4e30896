using System.Text.Json.Serialization;
using ResNetMLNet.Transforms.Featurization;
using static TorchSharp.torch;

namespace ResNetMLNet.Modeling;

/// <summary>All that tells one network of the family from another, but the channels of its images and its classes.</summary>
/// <param name="Architecture">
/// The kind of the residual blocks, and their number where <see cref="Blocks"/> does not give another.
/// </param>
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
    private const int BottleneckExpansion = 4;
    private static readonly int[] _familyWidths = [64, 128, 256, 512];

    /// <summary>The number of blocks in each of the four groups, from 1 to 1,000 each.</summary>
    /// <value>The default is null: that of the architecture.</value>
    /// <exception cref="ArgumentOutOfRangeException">The numbers are not four, or out of range.</exception>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<int>? Blocks { get; init => field = GroupCounts.Checked(nameof(Blocks), value, GroupCounts.MostBlocks); }

    /// <summary>
    /// The channels within the blocks of each of the four groups, from 1 to 65,536 each; a bottleneck block gives four times as
    /// many. The stem has those of the first group.
    /// </summary>
    /// <value>The default is null: 64, 128, 256 and 512.</value>
    /// <exception cref="ArgumentOutOfRangeException">The numbers are not four, or out of range.</exception>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<int>? Widths { get; init => field = GroupCounts.Checked(nameof(Widths), value, GroupCounts.MostChannels); }

    /// <summary>The numbers that the network gives to its last layer: by default 512, or 2048 behind bottleneck blocks.</summary>
    [JsonIgnore]
    public int FeatureCount => GroupWidths[^1] * Expansion;

    /// <summary>The channels within the blocks of each of the four groups, whether they were given or not.</summary>
    internal IReadOnlyList<int> GroupWidths => Widths ?? _familyWidths;

    /// <summary>The number of blocks in each of the four groups, whether it was given or not.</summary>
    internal IReadOnlyList<int> Depths => Blocks ?? Architecture switch
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

    /// <summary>Whether another description is of the same network, in whatever words.</summary>
    /// <param name="other">The other one.</param>
    /// <returns>Whether it is.</returns>
    public bool Equals(ResNetDescription? other) => other is not null
        && (HasBottlenecks, Layout, Stem, PreActivation) == (other.HasBottlenecks, other.Layout, other.Stem, other.PreActivation)
        && Depths.SequenceEqual(other.Depths)
        && GroupWidths.SequenceEqual(other.GroupWidths);

    /// <inheritdoc/>
    public override int GetHashCode() =>
        HashCode.Combine(HasBottlenecks, Layout, Stem, PreActivation, Depths.Sum(), GroupWidths.Sum(width => (long)width));

    /// <summary>The blocks of all groups in order.</summary>
    internal IEnumerable<ResidualShape> AllBlocks() => Enumerable.Range(0, GroupCounts.Groups).SelectMany(BlocksOf);

    /// <summary>The blocks of a group, from 0 to 3.</summary>
    internal IEnumerable<ResidualShape> BlocksOf(int group)
    {
        var before = group == 0 ? GroupWidths[0] : GroupWidths[group - 1] * Expansion;
        var after = GroupWidths[group] * Expansion;
        for (var block = 0; block < Depths[group]; block++)
        {
            var inChannels = block == 0 ? before : after;
            var stride = block == 0 && group > 0 ? 2 : 1;
            var usesProjection = stride != 1 || inChannels != after;
            yield return new ResidualShape(inChannels, GroupWidths[group], stride, usesProjection, this);
        }
    }

    /// <summary>The numbers that gradients change.</summary>
    internal long ParameterCount(int inputChannels, int classCount)
    {
        var stem = ((long)inputChannels * StemKernelSize * StemKernelSize * GroupWidths[0]) + (HasBias ? GroupWidths[0] : 0);
        var blocks = AllBlocks().Sum(block => block.ParameterCount);
        var normalization = 2L * (PreActivation ? FeatureCount : GroupWidths[0]);
        return stem + normalization + blocks + ((FeatureCount + 1L) * classCount);
    }

    /// <summary>What the first stages make of an image: maps, and behind all five the means of the maps.</summary>
    /// <param name="stages">Their number, from 1 for the stem.</param>
    /// <param name="image">The shape of an image.</param>
    internal ImageShape MapShape(int stages, ImageShape image)
    {
        if (stages == ResNet.StageCount)
            return new ImageShape(FeatureCount, 1, 1);
        var channels = stages == 1 ? BlocksOf(0).First().InChannels : BlocksOf(stages - 2).First().OutChannels;
        var divisor = StemStride << Math.Max(0, stages - 2);
        return new ImageShape((int)channels, (int)Divided(image.Height, divisor), (int)Divided(image.Width, divisor));
    }

    /// <summary>The pixels of the maps that the first residual block gets.</summary>
    internal long FirstMapSize(int height, int width) => Divided(height, StemStride) * Divided(width, StemStride);

    /// <summary>The pixels of the maps in front of the global pooling: the blocks halve the first maps three times.</summary>
    internal long LastMapSize(int height, int width) => Divided(height, StemStride * 8) * Divided(width, StemStride * 8);

    private static long Divided(long size, long divisor) => (size + divisor - 1) / divisor;
}
