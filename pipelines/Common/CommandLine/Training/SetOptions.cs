using System.CommandLine;
using ResNetMLNet.Training;

namespace ResNetMLNet.Pipelines.Common.CommandLine.Training;

/// <summary>Any value of a recipe by its name, for the values without an option of their own.</summary>
internal sealed class SetOptions
{
    private readonly Option<string[]> _set;

    /// <summary>Makes the option.</summary>
    /// <param name="namesSource">Where the names are found, for the help.</param>
    public SetOptions(string namesSource)
    {
        _set = new("--set")
        {
            HelpName = "NAME=VALUE",
            Description =
                $"Set any value by its name {namesSource}, after all other options and in the order given: "
                + "LearningRateSchedule.PercentStart=0.2, EarlyStopping=none, 'ClassWeights=[1, 2, ...]'. May be given "
                + "several times. ImageSize and the pixels' mean and deviation have --image-size and --normalize.",
        };
        _set.Validators.Add(result =>
        {
            foreach (var token in result.Tokens.Where(token => !token.Value.Contains('=', StringComparison.Ordinal)))
                result.AddError($"--set is '{token.Value}'; it must be NAME=VALUE, as Optimizer.WeightDecay=0.001.");
        });
    }

    /// <summary>The option, for the help.</summary>
    public IEnumerable<Option> All => [_set];

    /// <summary>Whether a value is among those that are set.</summary>
    public bool Sets(ParseResult parsed, string name) => Pairs(parsed).Any(pair => pair[0] == name);

    /// <summary>Puts what was given over all other values.</summary>
    public void Apply(ParseResult parsed, ResNetTrainer.Options options, Contradictions contradictions)
    {
        foreach (var pair in Pairs(parsed))
        {
            try
            {
                options.Set(pair[0], pair[1]);
            }
            catch (ArgumentException exception)
            {
                contradictions.Require(false, $"--set: {ErrorText.InnermostMessage(exception)}");
            }
        }
    }

    private IEnumerable<string[]> Pairs(ParseResult parsed) =>
        (parsed.GetValue(_set) ?? []).Select(text => text.Split('=', 2, StringSplitOptions.TrimEntries));
}
