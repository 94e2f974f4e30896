using ResNetMLNet.Communication;
using ResNetMLNet.Interop;
using ResNetMLNet.Modeling.Folding;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ResNetMLNet.Modeling;

/// <summary>
/// A residual network (He et al. 2015, "Deep Residual Learning for Image Recognition"; He et al. 2016, "Identity Mappings in
/// Deep Residual Networks"). A <see cref="ResNetDescription"/> as it is by default makes the ResNet-18 of Dive into Deep
/// Learning, chapter 7.6.
/// </summary>
/// <remarks>Takes images (batch, channels, height, width) of any size; gives one logit a class: (batch, classes).</remarks>
public sealed class ResNet : nn.Module<Tensor, Tensor>
{
    // torchvision's names, whatever the description: they become the names of the saved weights.
    private readonly Convolution conv1;
    private readonly BatchNormalization? bn1;
    private readonly ReLU relu;
    private readonly MaxPool2d? maxpool;
    private readonly Sequential layer1;
    private readonly Sequential layer2;
    private readonly Sequential layer3;
    private readonly Sequential layer4;
    private readonly BatchNormalization? norm;
    private readonly AdaptiveAvgPool2d avgpool;
    private readonly Dense fc;
    private int _evalStages;

    /// <summary>Makes the network on the CPU with the initial weights of its layout.</summary>
    /// <param name="description">Which network it is.</param>
    /// <param name="inputChannels">The channels of the images: 1 for grey, 3 for colour.</param>
    /// <param name="classCount">The number of classes.</param>
    /// <param name="seed">The seed of the initial weights; the same seed gives the same weights.</param>
    /// <exception cref="ArgumentOutOfRangeException">A count below 1, or a description with a value that there is not.</exception>
    public ResNet(ResNetDescription description, int inputChannels, int classCount, int seed = 0)
        : this(description, inputChannels, classCount, Seeded(seed))
    {
    }

    private ResNet(ResNetDescription description, int inputChannels, int classCount, Generator? generator)
        : base(nameof(ResNet))
    {
        using var owned = generator;
        ArgumentNullException.ThrowIfNull(description);
        ArgumentOutOfRangeException.ThrowIfLessThan(inputChannels, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(classCount, 1);
        Description = description.Checked();
        var initialization = new Initialization(description.Layout, generator);
        var width = description.GroupWidths[0];
        var isSmall = description.Stem == ResNetStem.Small;
        conv1 = new Convolution(
            new(inputChannels, width, description.StemKernelSize, Stride: isSmall ? 1 : 2, description.HasBias), initialization);
        bn1 = description.PreActivation ? null : new BatchNormalization(width);
        relu = nn.ReLU(inplace: true);
        maxpool = isSmall ? null : nn.MaxPool2d(kernel_size: 3, stride: 2, padding: 1);
        layer1 = Layer(0, initialization);
        layer2 = Layer(1, initialization);
        layer3 = Layer(2, initialization);
        layer4 = Layer(3, initialization);
        norm = description.PreActivation ? new BatchNormalization(description.FeatureCount) : null;
        avgpool = nn.AdaptiveAvgPool2d(1);
        fc = new Dense(description.FeatureCount, classCount, initialization);
        RegisterComponents();
    }

    /// <summary>Which network it is.</summary>
    public ResNetDescription Description { get; }

    /// <summary>The number of classes.</summary>
    internal int ClassCount => (int)fc.Weight.shape[0];

    /// <summary>The number of first stages that <see cref="Freeze"/> keeps as they are.</summary>
    internal int FrozenStages { get; private set; }

    /// <summary>The stages that can be frozen, from the images on: the stem and the four groups of blocks.</summary>
    internal const int StageCount = 5;

    /// <summary>The names of the last layer's parameters, whose sizes depend on the classes.</summary>
    internal static IReadOnlyList<string> HeadNames { get; } = [$"{nameof(fc)}.weight", $"{nameof(fc)}.bias"];

    /// <summary>Makes the network with weights of any value, for others to be put in their place.</summary>
    internal static ResNet WithoutWeights(ResNetDescription description, int inputChannels, int classCount)
    {
        NativeLibraries.EnsureLoaded();
        return new ResNet(description, inputChannels, classCount, generator: null);
    }

    /// <summary>Applies the network.</summary>
    /// <param name="input">Images: (batch, channels, height, width), single precision.</param>
    /// <returns>Logits: (batch, classes), single precision.</returns>
    public override Tensor forward(Tensor input) => Rest(input, stages: 0);

    /// <summary>Applies the first stages.</summary>
    /// <param name="images">Images: (batch, channels, height, width), single precision.</param>
    /// <param name="stages">Their number.</param>
    /// <returns>Their maps, of the shape that <see cref="ResNetDescription.MapShape"/> says; behind all stages the maps' means.</returns>
    internal Tensor Front(Tensor images, int stages) => Apply(images, 0, stages);

    /// <summary>Applies what is behind the first stages to what these gave.</summary>
    /// <param name="maps">What <see cref="Front"/> gave.</param>
    /// <param name="stages">The number of the first stages.</param>
    /// <returns>Logits: (batch, classes), single precision.</returns>
    internal Tensor Rest(Tensor maps, int stages)
    {
        using var scope = NewDisposeScope();
        return fc.call(Apply(maps, stages, StageCount).flatten(1)).MoveToOuterDisposeScope();
    }

    /// <summary>Applies all convolutions.</summary>
    /// <param name="images">Images: (batch, channels, height, width), single precision.</param>
    /// <returns>The maps of the last blocks: (batch, channels, height, width).</returns>
    internal Tensor LastMaps(Tensor images)
    {
        using var scope = NewDisposeScope();
        return layer4.call(Apply(images, 0, StageCount - 1)).MoveToOuterDisposeScope();
    }

    /// <summary>Applies what is behind all convolutions.</summary>
    /// <param name="maps">What <see cref="LastMaps"/> gave.</param>
    /// <returns>Logits: (batch, classes), single precision.</returns>
    internal Tensor Head(Tensor maps)
    {
        using var scope = NewDisposeScope();
        return fc.call(Means(maps).flatten(1)).MoveToOuterDisposeScope();
    }

    /// <summary>
    /// Puts the network into training mode or out of it; stages that are or were frozen stay in eval mode: their running means do
    /// not move.
    /// </summary>
    /// <param name="train">Whether it is to train.</param>
    public override void train(bool train = true)
    {
        base.train(train);
        foreach (var module in Stages().Take(_evalStages).SelectMany(stage => stage))
            module.eval();
    }

    /// <summary>
    /// Is called by libtorch with the number of a stage when backward, in training, has passed it and all behind it; it throws nothing.
    /// Null for nobody.
    /// </summary>
    internal Action<int>? BackwardPassed { get; set; }

    /// <summary>The parameters of the first stages.</summary>
    internal IEnumerable<Parameter> ParametersOf(int stages) =>
        Stages().Take(stages).SelectMany(stage => stage).SelectMany(module => module.parameters());

    /// <summary>Lets batch normalization in training go by the rows of all ranks.</summary>
    internal void SynchronizeBatchNormalization(Communicator communicator)
    {
        foreach (var normalization in modules().OfType<BatchNormalization>())
            normalization.Communicator = communicator;
        IsSynchronized = true;
    }

    /// <summary>Whether batch normalization goes by the rows of all ranks.</summary>
    internal bool IsSynchronized { get; private set; }

    /// <summary>Keeps the weights of the first stages as they are, and lets all others learn.</summary>
    /// <param name="stages">Their number, up to <see cref="StageCount"/>.</param>
    internal void Freeze(int stages)
    {
        FrozenStages = stages;
        // Pretrained means are of more images than a training on a few has, and weights that thaw were learnt with them.
        _evalStages = Math.Max(_evalStages, stages);
        foreach (var (stage, modules) in Stages().Index())
        {
            foreach (var parameter in modules.SelectMany(module => module.parameters()))
                parameter.requires_grad = stage >= stages;
        }
        train(training);
    }

    /// <summary>A copy on the CPU, which is disposed of on its own.</summary>
    internal ResNet Copy()
    {
        using var mode = no_grad();
        var copy = WithoutWeights(Description, (int)conv1.Weight.shape[1], ClassCount);
        var values = state_dict();
        foreach (var (name, tensor) in copy.state_dict())
            tensor.copy_(values[name]);
        return copy;
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
            norm is null ? null : FoldedScale.Of(norm),
            FoldedDense.Of(fc));
    }

    /// <summary>The first call of libtorch: where that does not load, our message comes before its trace.</summary>
    private static Generator Seeded(int seed)
    {
        NativeLibraries.EnsureLoaded();
        return new Generator((ulong)(uint)seed, CPU);
    }

    private Tensor Apply(Tensor input, int first, int end)
    {
        using var scope = NewDisposeScope();
        var maps = ChannelsLast.Of(input);
        for (var stage = first; stage < end; stage++)
            maps = Apply(stage > first ? Marked(maps, stage) : maps, stage);
        return maps.MoveToOuterDisposeScope();
    }

    private Tensor Marked(Tensor maps, int stage) =>
        training && BackwardPassed is { } passed ? BackwardMark.Apply(maps, () => passed(stage)) : maps;

    private Tensor Apply(Tensor maps, int stage) => stage switch
    {
        0 => Stem(maps),
        1 => layer1.call(maps),
        2 => layer2.call(maps),
        3 => layer3.call(maps),
        _ => Means(layer4.call(maps)),
    };

    private Tensor Stem(Tensor images)
    {
        var maps = conv1.call(images);
        if (bn1 is not null)
            maps = relu.call(bn1.call(maps));
        return maxpool?.call(maps) ?? maps;
    }

    private Tensor Means(Tensor maps) => avgpool.call(norm is null ? maps : relu.call(norm.call(maps)));

    private IEnumerable<IReadOnlyList<nn.Module>> Stages() =>
        [bn1 is null ? [conv1] : [conv1, bn1], [layer1], [layer2], [layer3], norm is null ? [layer4] : [layer4, norm]];

    private Sequential Layer(int group, Initialization initialization) => nn.Sequential(
        Description.BlocksOf(group).Select((shape, index) =>
            ($"{index}", (nn.Module<Tensor, Tensor>)new Residual(shape, initialization))));
}
