using System.CommandLine;
using ResNetMLNet.Training;

namespace ResNetMLNet.Pipelines.Common.CommandLine.Training;

/// <summary>How a training that is stopped or killed can go on, and when it stops by itself.</summary>
internal sealed class CheckpointOptions
{
    private readonly Option<string?> _folder = Options.Folder(
        "--checkpoint", "Keep a checkpoint in this folder, from which a stopped or killed training can go on.");

    private readonly Option<double?> _minutes = Options.Number(
        "--checkpoint-minutes", "N", "Write it this often, not after epochs only.", RealRange.Minutes);

    private readonly Option<bool> _resume = new("--resume")
    {
        Description = "Go on from the checkpoint; without one, begin at the beginning.",
    };

    private readonly Option<double?> _maxMinutes = Options.Number(
        "--max-minutes", "N", "Stop after this time, parts of a minute included.", RealRange.Minutes);

    /// <summary>The options in the order of the help.</summary>
    public IEnumerable<Option> All => [_folder, _minutes, _resume, _maxMinutes];

    /// <summary>Puts what was given into the trainer's options.</summary>
    public void Apply(ParseResult parsed, ResNetTrainer.Options options, Contradictions contradictions)
    {
        options.CheckpointFolder = parsed.GetValue(_folder);
        options.CheckpointInterval = Time(parsed.GetValue(_minutes));
        options.Resume = parsed.GetValue(_resume);
        options.MaxTrainingTime = Time(parsed.GetValue(_maxMinutes));
        var hasFolder = options.CheckpointFolder is not null;
        contradictions.Require(hasFolder || !options.Resume, "--resume needs --checkpoint, the folder to go on from.");
        contradictions.Require(
            hasFolder || options.CheckpointInterval is null, "--checkpoint-minutes needs --checkpoint, the folder for it.");
    }

    private static TimeSpan? Time(double? minutes) => minutes is { } count ? TimeSpan.FromMinutes(count) : null;
}
