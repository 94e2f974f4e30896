using System.CommandLine;
using ResNetMLNet.Modeling;
using ResNetMLNet.Training;

namespace ResNetMLNet.Pipelines.Common.CommandLine.Training;

/// <summary>Where the results go, and what the training runs on: all that no recipe has.</summary>
/// <param name="defaultOutput">The folder for the results where none is given.</param>
internal sealed class RunOptions(string defaultOutput)
{
    private readonly Option<string?> _output =
        Options.Folder("--output", "The folder for the results; older ones are replaced.", defaultOutput);

    private readonly Option<int> _seed =
        Options.Number("--seed", "N", "The seed of initial weights, order and chance.", 0, int.MaxValue, 1);

    private readonly Option<string> _device =
        Options.Choice("--device", "What to train on; auto takes a GPU if there is one.", "auto", DeviceChoices.Words);

    private readonly Option<string> _precision = Options.Choice(
        "--precision",
        "The number format of the convolutions; auto takes bf16 where the processor has it.",
        "auto",
        "auto",
        "fp32",
        "bf16");

    /// <summary>The options in the order of the help.</summary>
    public IEnumerable<Option> All => [_output, _seed, _device, _precision];

    /// <summary>What was chosen.</summary>
    public RunSettings Read(ParseResult parsed) =>
        new(parsed.GetValue(_output)!, DeviceChoices.Parse(parsed.GetValue(_device)!));

    /// <summary>Puts what was given into the trainer's options.</summary>
    public void Apply(ParseResult parsed, ResNetTrainer.Options options)
    {
        options.Seed = parsed.GetValue(_seed);
        options.Precision = parsed.GetValue(_precision) switch
        {
            "fp32" => Precision.Float32,
            "bf16" => Precision.BFloat16,
            _ => Precision.Auto,
        };
    }
}
