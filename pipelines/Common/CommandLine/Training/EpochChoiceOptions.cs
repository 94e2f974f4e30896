using System.CommandLine;
using ResNetMLNet.Training;

namespace ResNetMLNet.Pipelines.Common.CommandLine.Training;

/// <summary>Which epoch the model is taken from, and when there is no need of further ones.</summary>
internal sealed class EpochChoiceOptions
{
    private readonly Option<int?> _patience = Options.Number(
        "--patience", "N", "Stop after N epochs without a better accuracy on the held-out images.", 1, int.MaxValue);

    private readonly Option<bool> _keepBest = new("--keep-best")
    {
        Description = "Keep the epoch with the best accuracy on the held-out images instead of the last one.",
    };

    /// <summary>The options in the order of the help.</summary>
    public IEnumerable<Option> All => [_patience, _keepBest];

    /// <summary>Puts what was given over the recipe's values.</summary>
    public void Apply(ParseResult parsed, ResNetTrainer.Options options)
    {
        options.KeepBestWeights |= parsed.GetValue(_keepBest);
        if (parsed.GetValue(_patience) is { } patience)
            options.EarlyStopping = (options.EarlyStopping ?? new()) with { Patience = patience };
    }
}
