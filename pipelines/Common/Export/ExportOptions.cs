using System.CommandLine;
using ResNetMLNet.Pipelines.Common.CommandLine;

namespace ResNetMLNet.Pipelines.Common.Export;

/// <summary>The options of the verb <c>export</c> that all programs have.</summary>
/// <param name="input">What goes into a file that makes the features itself, as the end of a sentence.</param>
internal sealed class ExportOptions(string input)
{
    /// <summary>What the verb does, for its help.</summary>
    public const string Description =
        "Write a saved model as an ONNX file, and keep the file only if it gives the model's own probabilities, to 1e-4.";

    private readonly Option<string> _model = Options.ModelFile();

    private readonly Option<string> _output = new("--output")
    {
        HelpName = "FILE.onnx",
        Description = "The ONNX file, in a folder that is there. An earlier file is replaced once the new one is compared.",
        Required = true,
    };

    private readonly Option<bool> _featurization = new("--featurization")
    {
        Description = $"Let the file make the features itself, so that {input} go in. Default: features go in.",
    };

    private readonly Option<int> _rows = Options.Number(
        "--rows", "N", "Compare file and model by N images at most.", 1, int.MaxValue, 256);

    private readonly Option<bool> _json = Options.Json("one JSON object");

    /// <summary>Makes the verb.</summary>
    /// <param name="data">The options that say which images file and model are compared by.</param>
    /// <param name="run">Runs it and gives the exit code.</param>
    public Command CreateCommand(
        IEnumerable<Option> data, Func<ParseResult, ExportSettings, CancellationToken, int> run)
    {
        var command = new Command("export", Description);
        foreach (var option in (IEnumerable<Option>)[_model, _output, _featurization, .. data, _rows, _json])
            command.Add(option);
        command.SetAction((parsed, token) => Task.FromResult(run(parsed, Read(parsed), token)));
        return command;
    }

    private ExportSettings Read(ParseResult parsed) => new(
        parsed.GetValue(_model)!,
        parsed.GetValue(_output)!,
        parsed.GetValue(_featurization),
        parsed.GetValue(_rows),
        parsed.GetValue(_json));
}
