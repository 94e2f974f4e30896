using System.CommandLine;
using ResNetMLNet.Pipelines.Common.CommandLine;
using ResNetMLNet.Training;

namespace ResNetMLNet.Pipelines.ImageFolder.CommandLine.Training;

/// <summary>The weights that a training begins with, and how much of them it may change.</summary>
internal sealed class FineTuningOptions
{
    private readonly Option<string?> _weights = Options.File(
        "--weights",
        "A safetensors file of pretrained weights under torchvision's names, or a model.zip, for the same architecture, layout and "
        + "stem; with other classes the last layer begins anew. Default: random weights.");

    private readonly Option<int?> _frozenStages = Options.Number(
        "--frozen-stages", "N", "Keep the weights of the first N stages: the stem, then the four groups of blocks.", 0, 5);

    private readonly Option<double?> _backboneLearningRate = Options.Number(
        "--backbone-learning-rate",
        "FACTOR",
        "The factor of the learning rate for all but the last layer.",
        RealRange.Above0UpTo(1));

    /// <summary>The options in the order of the help.</summary>
    public IEnumerable<Option> All => [_weights, _frozenStages, _backboneLearningRate];

    /// <summary>Whether there are weights to begin with.</summary>
    public bool HasWeights(ParseResult parsed) => parsed.GetValue(_weights) is not null;

    /// <summary>Puts what was given over the recipe's values.</summary>
    /// <exception cref="UserErrorException">There is no such file.</exception>
    public void Apply(ParseResult parsed, ResNetTrainer.Options options)
    {
        options.PretrainedWeights = parsed.GetValue(_weights);
        options.FrozenStages = parsed.GetValue(_frozenStages) ?? options.FrozenStages;
        options.BackboneLearningRate = parsed.GetValue(_backboneLearningRate) ?? options.BackboneLearningRate;

        // Else it would be told after all pictures were checked.
        if (options.PretrainedWeights is { } file && !File.Exists(file))
            throw new UserErrorException($"The file of weights '{file}' does not exist. Check --weights.");
    }
}
