using System.CommandLine;
using System.CommandLine.Parsing;
using System.Security.Cryptography;
using Microsoft.ML;
using ResNetMLNet.Distributed;
using ResNetMLNet.Pipelines.Common.CommandLine;
using ResNetMLNet.Pipelines.Common.Data;
using ResNetMLNet.Pipelines.Common.Output;
using ResNetMLNet.Transforms.Interop;

namespace ResNetMLNet.Pipelines.Common.Verbs;

/// <summary>The verb <c>score</c>: any number of images into blocks, by any number of processes.</summary>
internal sealed class ScoreVerb
{
    private const int MostRowsPerBlock = 1_000_000;

    private readonly Option<string?> _model = Options.File(
        "--model", "The model.zip that 'train' wrote. Default: none, for --check.", isRequired: false);

    private readonly Option<string?> _output = Options.Folder(
        "--output", "The folder of the blocks, which all processes share.", isRequired: true);

    private readonly Option<ScoringPart?> _part = new("--part")
    {
        HelpName = "N/COUNT",
        Description = "Which of how many processes this is, as 3/16. Default: what mpirun, srun, a Slurm array or an indexed job of "
            + "Kubernetes says; else 1/1.",
        CustomParser = ParsePart,
    };

    private readonly Option<string> _format = Options.Choice("--format", "The format of the blocks.", "parquet", "parquet", "csv");

    private readonly Option<int?> _top = Options.Number(
        "--top", "K", "Name the K likeliest classes with their probabilities. Default: the probability of each class.", 1, 1000);

    private readonly Option<int> _rows = Options.Number(
        "--rows-per-block", "N", "Images of a block, the most that a killed process loses.", 1, MostRowsPerBlock, 10_000);

    private readonly Option<bool> _check = new("--check")
    {
        Description = $"Score nothing, but end with exit code {ExitCode.Failed} unless all blocks are there and whole.",
    };

    private readonly IScoredImages _images;
    private readonly ProgramConsole _console;

    private ScoreVerb(IScoredImages images, ProgramConsole console) => (_images, _console) = (images, console);

    /// <summary>Makes the verb.</summary>
    /// <param name="scored">What is scored, for the help.</param>
    /// <param name="images">The program's images.</param>
    /// <param name="console">Where all is written.</param>
    public static Verb Create(string scored, IScoredImages images, ProgramConsole console) => new ScoreVerb(images, console).Create(scored);

    private Verb Create(string scored)
    {
        var verb = new Verb(
            "score",
            $"Score {scored} into files of some thousand rows each, by one process or many. What is there is not scored again: after a "
            + "failure give the same command, to any number of processes.",
            [_model, _output, .. _images.ScoringOptions, _part, _format, _top, _rows, _check]);
        if (_images.Argument is { } argument)
            verb.Add(argument);
        verb.Validators.Add(Validate);
        return verb.Does((parsed, token) => parsed.GetValue(_check) ? Check(parsed, token) : Score(parsed, token));
    }

    private void Validate(CommandResult result)
    {
        if (result.GetValue(_check))
            return;
        if (result.GetResult(_model) is null)
            result.AddError($"No model is given: give {_model.Name}, or {_check.Name} to score nothing.");
        if (_images.FaultOf(result) is { } fault)
            result.AddError(fault);
    }

    private int Check(ParseResult parsed, CancellationToken cancellationToken)
    {
        var check = _console.During(
            "Checking the blocks ...", _ => new MLContext().Model.CheckBlocks(parsed.GetValue(_output)!, cancellationToken));
        _console.ResultWriter.WriteLine(check.ToString());
        return check.IsComplete ? ExitCode.Done : ExitCode.Failed;
    }

    private int Score(ParseResult parsed, CancellationToken cancellationToken)
    {
        var part = parsed.GetValue(_part) ?? ScoringPart.OfLauncher();
        var ml = DeviceChoice.Auto.CreateContext(seed: 1);
        var model = parsed.GetValue(_model)!;
        using var used = _console.During("Loading the model ...", _ => ModelFile.Load(ml, model, _images.Input));
        using var stopping = ml.CancelBy(cancellationToken);
        return _images.Score(ml, used, parsed, _console, ScoreRows, cancellationToken);

        int ScoreRows(RowsToScore rows) =>
            new BlockScoring(ml, rows, part, _console).Run(OptionsOf(parsed, model), cancellationToken);
    }

    private BlockScoringOptions OptionsOf(ParseResult parsed, string model)
    {
        using var file = ModelFile.Open(model);
        return new()
        {
            Folder = parsed.GetValue(_output)!,
            Format = parsed.GetValue(_format) == "csv" ? BlockFormat.Csv : BlockFormat.Parquet,
            TopCount = parsed.GetValue(_top),
            RowsPerBlock = parsed.GetValue(_rows),
            ModelFingerprint = Convert.ToHexStringLower(SHA256.HashData(file)),
        };
    }

    private static ScoringPart? ParsePart(ArgumentResult result)
    {
        var text = result.Tokens.Single().Value;
        if (!ScoringPart.TryParse(text, out var part))
            result.AddError($"--part is '{text}'; it must be the number of the process, from 1, and the count of all, as 3/16.");
        return part;
    }
}
