using System.CommandLine;
using ResNetMLNet.Training;
using ResNetMLNet.Training.Optimization;

namespace ResNetMLNet.Pipelines.Common.CommandLine.Training;

/// <summary>How gradients move the weights.</summary>
internal sealed class OptimizerOptions
{
    private const string Sgd = "sgd";
    private const string AdamW = "adamw";

    // The recipes' rates are those of SGD, with which AdamW would diverge; this is PyTorch's default for it.
    private const double AdamWLearningRate = 0.001;

    private readonly Option<string?> _optimizer =
        Options.OptionalChoice("--optimizer", "How gradients move the weights.", Sgd, AdamW);

    private readonly Option<double?> _learningRate = Options.Number(
        "--learning-rate",
        "RATE",
        "The (highest) learning rate; 0.001 if the optimizer is changed to adamw.",
        RealRange.Above0UpTo(100));

    private readonly Option<double?> _momentum =
        Options.Number("--momentum", "SHARE", "The share of the last step in each step of sgd.", RealRange.From0ToBelow1);

    private readonly Option<string?> _nesterov =
        Options.TrueOrFalse("--nesterov", "Whether the momentum is Nesterov's.");

    private readonly Option<double?> _weightDecay = Options.Number(
        "--weight-decay", "RATE", "The pull of the weights towards zero; 0.01 if changed to adamw.", RealRange.AtLeast0);

    private readonly Option<double?> _labelSmoothing = Options.Number(
        "--label-smoothing", "SHARE", "The share of the target spread over all classes.", RealRange.From0ToBelow1);

    private readonly Option<double?> _maxGradientNorm = Options.Number(
        "--max-gradient-norm", "NORM", "Gradients above it are scaled down to it.", RealRange.Above0);

    /// <summary>The options in the order of the help.</summary>
    public IEnumerable<Option> All =>
        [_optimizer, _learningRate, _momentum, _nesterov, _weightDecay, _labelSmoothing, _maxGradientNorm];

    /// <summary>Whether a learning rate was given.</summary>
    public bool HasLearningRate(ParseResult parsed) => parsed.GetValue(_learningRate) is not null;

    /// <summary>Puts what was given over the recipe's values.</summary>
    public void Apply(ParseResult parsed, ResNetTrainer.Options options, Contradictions contradictions)
    {
        var changesToAdamW = parsed.GetValue(_optimizer) == AdamW && options.Optimizer is not AdamWOptimizer;
        options.Optimizer = changesToAdamW ? new AdamWOptimizer()
            : parsed.GetValue(_optimizer) == Sgd && options.Optimizer is not SgdOptimizer ? new SgdOptimizer()
            : options.Optimizer;
        if (options.Optimizer is SgdOptimizer sgd)
            options.Optimizer = WithMomentum(parsed, sgd, contradictions);
        else
            RefuseMomentum(parsed, contradictions);
        if (parsed.GetValue(_weightDecay) is { } weightDecay)
            options.Optimizer = options.Optimizer with { WeightDecay = weightDecay };
        options.LearningRate =
            parsed.GetValue(_learningRate) ?? (changesToAdamW ? AdamWLearningRate : options.LearningRate);
        options.LabelSmoothing = parsed.GetValue(_labelSmoothing) ?? options.LabelSmoothing;
        options.MaxGradientNorm = parsed.GetValue(_maxGradientNorm) ?? options.MaxGradientNorm;
    }

    private SgdOptimizer WithMomentum(ParseResult parsed, SgdOptimizer sgd, Contradictions contradictions)
    {
        var momentum = parsed.GetValue(_momentum) ?? sgd.Momentum;
        contradictions.Require(
            parsed.IsTrue(_nesterov) != true || momentum > 0, "--nesterov true needs a --momentum above 0.");

        // Without momentum there is nothing that could be Nesterov's: --momentum 0 is enough to switch both off.
        var nesterov = parsed.IsTrue(_nesterov) ?? (sgd.Nesterov && momentum > 0);
        return sgd with { Momentum = momentum, Nesterov = nesterov };
    }

    private void RefuseMomentum(ParseResult parsed, Contradictions contradictions)
    {
        contradictions.Require(
            parsed.GetValue(_momentum) is null, "--momentum goes with --optimizer sgd only: leave it out with adamw.");
        contradictions.Require(
            parsed.GetValue(_nesterov) is null, "--nesterov goes with --optimizer sgd only: leave it out with adamw.");
    }
}
