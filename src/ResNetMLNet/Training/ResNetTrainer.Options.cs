using System.ComponentModel.DataAnnotations;
using Microsoft.ML.Runtime;
using ResNetMLNet.Interop;
using ResNetMLNet.Modeling;
using ResNetMLNet.Weights;
using static TorchSharp.torch;

namespace ResNetMLNet.Training;

public sealed partial class ResNetTrainer
{
    /// <summary>The options of <see cref="ResNetTrainer"/>.</summary>
    public sealed class Options : TorchTrainerOptions
    {
        /// <summary>The member of the family.</summary>
        /// <value>The default is <see cref="ResNetArchitecture.ResNet18"/>.</value>
        public ResNetArchitecture Architecture { get; set; } = ResNetArchitecture.ResNet18;

        /// <summary>
        /// The number of blocks in each of the four groups, from 1 to 1,000 each; the kind of the blocks is the architecture's.
        /// </summary>
        /// <value>The default is null: that of the architecture.</value>
        public IReadOnlyList<int>? Blocks { get; set; }

        /// <summary>
        /// The channels within the blocks of each group, from 1 to 65,536 in each of the four; a bottleneck block gives four times
        /// as many.
        /// </summary>
        /// <value>The default is null: 64, 128, 256 and 512.</value>
        public IReadOnlyList<int>? Widths { get; set; }

        /// <summary>The parameters beside the kernels.</summary>
        /// <value>The default is <see cref="ResNetLayout.D2L"/>, as in the chapter.</value>
        public ResNetLayout Layout { get; set; } = ResNetLayout.D2L;

        /// <summary>The layers in front of the blocks.</summary>
        /// <value>The default is <see cref="ResNetStem.Standard"/>, as in the chapter.</value>
        public ResNetStem Stem { get; set; } = ResNetStem.Standard;

        /// <summary>
        /// Whether batch normalization comes before convolutions; ReLU then is in front of each of them (He et al. 2016, "Identity
        /// Mappings in Deep Residual Networks").
        /// </summary>
        /// <value>The default is <see langword="false"/>.</value>
        public bool PreActivation { get; set; }

        /// <summary>
        /// Whether batch normalization goes by the rows of all ranks in training, as <c>torch.nn.SyncBatchNorm</c> does: wanted where a
        /// rank has few, and slower.
        /// </summary>
        /// <value>The default is <see langword="false"/>: each rank goes by its own rows.</value>
        public bool SyncBatchNorm { get; set; }

        /// <summary>
        /// The weights to begin with: <see cref="Weights.PretrainedWeights.ImageNet"/>, or the path of a safetensors file under
        /// torchvision's names or of the file that ML.NET saved a model in. A file's are those of the same architecture, blocks,
        /// widths, layout, stem, pre-activation and image channels; those for ImageNet know their network, which these options then
        /// become unless they are set, and which they must not contradict. Where the file names its classes, as
        /// <see cref="Scoring.TorchTransformer{TModel}.SaveWeights"/> has it do, the last layer goes on with the classes of the same
        /// names, in whatever order, and begins anew with the others; where it does not and has another number of classes or no last
        /// layer, with all. The log tells the difference. To resume, the file is still needed, wherever it lies.
        /// </summary>
        /// <value>The default is null: all weights begin anew.</value>
        public PretrainedWeights? PretrainedWeights { get; set; }

        /// <summary>
        /// How many stages keep the weights that they begin with: 1 for the stem, up to 5 for the stem and the four
        /// groups of blocks, all but the last layer. The running means of their batch normalizations stand still as well.
        /// </summary>
        /// <remarks>
        /// Where <see cref="TorchTrainerOptions.Augmentation"/> changes nothing, what they make of the images is computed once, before
        /// the first epoch, in single precision, and kept where <see cref="TorchTrainerOptions.ImageStorage"/> says, unless it is
        /// larger than the images. With <see cref="ImageStorage.Encoded"/> it is in memory behind all five stages, and else in a file as
        /// with <see cref="ImageStorage.File"/>.
        /// </remarks>
        /// <value>The default is 0: all weights learn.</value>
        [Range(0, ResNet.StageCount)]
        public int FrozenStages { get; set; }

        /// <summary>
        /// The epochs in which <see cref="FrozenStages"/> stay frozen, at least 1 and fewer than <see cref="TorchTrainerOptions.Epoch"/>,
        /// those at the beginning: after them all weights learn, at the rate that <see cref="BackboneLearningRate"/> gives them; the
        /// running means of the batch normalizations go on to stand still, with which the weights were learnt. Schedules run over
        /// the whole training.
        /// </summary>
        /// <value>The default is null: they stay frozen to the end.</value>
        [Range(1, int.MaxValue)]
        public int? FrozenEpoch { get; set; }

        /// <summary>
        /// The factor of the learning rate for all but the last layer, above 0 and at most 1: pretrained weights need smaller steps
        /// than a last layer that begins anew.
        /// </summary>
        /// <value>The default is 1: one rate for all.</value>
        [Range(0.0, 1.0, MinimumIsExclusive = true)]
        public double BackboneLearningRate { get; set; } = 1;

        /// <summary>The number format of the convolutions.</summary>
        /// <value>The default is <see cref="Precision.Auto"/>.</value>
        public Precision Precision { get; set; } = Precision.Auto;

        /// <summary>The names of the options that choose the network, which <see cref="ResNetDescription"/> has too.</summary>
        internal static IReadOnlyList<string> OfNetwork { get; } =
            [nameof(Architecture), nameof(Blocks), nameof(Widths), nameof(Layout), nameof(Stem), nameof(PreActivation)];

        internal override ITorchModuleFactory Factory =>
            PretrainedWeights?.Description ?? new ResNetDescription(Architecture, Layout, Stem, PreActivation)
            {
                Blocks = Blocks,
                Widths = Widths,
            };

        internal override Precision PrecisionOn(Device device) => Precision switch
        {
            Precision.Auto => BFloat16Support.IsNative(device) ? Precision.BFloat16 : Precision.Float32,
            var chosen => chosen,
        };

        internal override double LearningRateFactor(string parameterName) =>
            ResNet.HeadNames.Contains(parameterName) ? 1 : BackboneLearningRate;

        internal override int FrozenStagesIn(int epoch) => epoch > FrozenEpoch ? 0 : FrozenStages;

        internal override int? FrozenEpochCount => FrozenEpoch;

        /// <summary>A file of weights may have another name when the training is resumed, and what they know may be left unsaid.</summary>
        internal override IEnumerable<KeyValuePair<string, string>> FurtherValues() => PretrainedWeights is null
            ? []
            :
            [
                new(nameof(PretrainedWeights), PretrainedWeights.Fingerprint()),
                .. OfNetwork.Select(name => KeyValuePair.Create(name, OptionValues.Of(Factory, name))),
            ];

        internal override nn.Module<Tensor, Tensor> CreateNetwork(
            IChannel channel, TorchModuleContext context, IReadOnlyList<string>? classNames)
        {
            var network = new ResNet((ResNetDescription)Factory, context.ImageChannels, context.ClassCount, context.Seed);
            try
            {
                if (PretrainedWeights is not null)
                    Tell(channel, TorchWeights.LoadForFineTuning(network, PretrainedWeights, classNames));
                network.Freeze(FrozenStages);
                if (SyncBatchNorm && Communicator is { Size: > 1 })
                    network.SynchronizeBatchNormalization(Communicator);
                return network;
            }
            catch
            {
                network.Dispose();
                throw;
            }
        }

        internal override void Detach()
        {
            Blocks = Blocks is null ? null : [.. Blocks];
            Widths = Widths is null ? null : [.. Widths];
        }

        private protected override void CheckNetwork(OptionChecks checks)
        {
            if (GroupCounts.Problem(nameof(Blocks), Blocks, GroupCounts.MostBlocks) is { } ofBlocks)
                checks.Refuse(ofBlocks);
            if (GroupCounts.Problem(nameof(Widths), Widths, GroupCounts.MostChannels) is { } ofWidths)
                checks.Refuse(ofWidths);
            checks.Require(
                PretrainedWeights is null || !string.IsNullOrWhiteSpace($"{PretrainedWeights}"),
                nameof(PretrainedWeights),
                $"'{PretrainedWeights}'",
                "a safetensors or model file, or null for none");
            if (PretrainedWeights?.Description is { } known && KnownNetwork.Contradictions(this, known) is [_, ..] contradictions)
            {
                checks.Refuse(
                    $"{string.Join(", ", contradictions)}, as the network of {nameof(PretrainedWeights)} '{PretrainedWeights}' has it: "
                    + "leave that out, or take other weights.");
            }
            if (FrozenStages > 0 && PretrainedWeights is null)
            {
                checks.Refuse(
                    $"{nameof(FrozenStages)} is {FrozenStages} without {nameof(PretrainedWeights)}: name the file of weights that are "
                    + "to be kept, or leave it 0.");
            }
            if (FrozenEpoch > 0 && FrozenStages == 0)
            {
                checks.Refuse(
                    $"{nameof(FrozenEpoch)} is {FrozenEpoch} without {nameof(FrozenStages)}: say how many stages are frozen in "
                    + "these epochs, or leave it null.");
            }
            if (FrozenEpoch > 0 && Epoch > 0 && FrozenEpoch >= Epoch)
            {
                checks.Refuse(
                    $"{nameof(FrozenEpoch)} is {FrozenEpoch} and {nameof(Epoch)} is {Epoch}, so that nothing would learn behind them: "
                    + "freeze for fewer epochs, or leave it null for stages that stay frozen to the end.");
            }
        }

        private void Tell(IChannel channel, LastLayer last)
        {
            if (last.Warning is not null)
                channel.Warning($"The classes of '{PretrainedWeights}' are not those of the training in the same order: {last.Warning}");
            else if (last.Info is not null)
                channel.Info($"The weights in '{PretrainedWeights}' {last.Info}.");
        }
    }
}
