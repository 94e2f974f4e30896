using ResNetMLNet.Training;
using ResNetMLNet.Training.Optimization;

namespace ResNetMLNet.Pipelines.Common.CommandLine.Training;

/// <summary>Values that follow from others which were given, unless they were given themselves.</summary>
internal static class DependentValues
{
    // The recipes' rates are those of SGD, with which AdamW would diverge; this is PyTorch's default for it.
    private const double AdamWLearningRate = 0.001;

    /// <summary>Puts them into the trainer's options.</summary>
    /// <param name="options">The options.</param>
    /// <param name="recipe">The values that were started from.</param>
    /// <param name="given">The names of the options that were given.</param>
    /// <param name="black">The feature that a black pixel becomes.</param>
    public static void Apply(ResNetTrainer.Options options, ResNetTrainer.Options recipe, IReadOnlySet<string> given, float black)
    {
        if (options.Optimizer is AdamWOptimizer && recipe.Optimizer is not AdamWOptimizer && !given.Contains(nameof(options.LearningRate)))
            options.LearningRate = AdamWLearningRate;

        if (!given.Contains(nameof(options.FrozenEpoch)))
            options.FrozenEpoch = FrozenEpochs(options);

        // Without momentum there is nothing that could be Nesterov's: --momentum 0 is enough to switch both off.
        if (options.Optimizer is SgdOptimizer { Momentum: 0 } sgd
            && !given.Contains($"{nameof(options.Optimizer)}.{nameof(SgdOptimizer.Nesterov)}"))
        {
            options.Optimizer = sgd with { Nesterov = false };
        }
        options.Augmentation = options.Augmentation is { ChangesImages: false }
            ? null
            : options.Augmentation is { } augmentation ? augmentation with { CropFill = black } : null;
    }

    /// <summary>
    /// The epochs in which stages stay frozen: where none are, no epochs, and else no more than a quarter, so that enough are left to
    /// all weights. A single epoch is the last layer's.
    /// </summary>
    private static int? FrozenEpochs(ResNetTrainer.Options options) => options switch
    {
        { FrozenStages: 0 } or { Epoch: 1 } => null,
        { FrozenEpoch: { } frozen } => Math.Min(frozen, Math.Max(1, options.Epoch / 4)),
        _ => null,
    };
}
