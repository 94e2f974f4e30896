using System.CommandLine;
using System.CommandLine.Parsing;
using Microsoft.ML;
using ResNetMLNet.Pipelines.Common.CommandLine;
using ResNetMLNet.Pipelines.Common.Data;
using ResNetMLNet.Pipelines.Common.Output;
using ResNetMLNet.Pipelines.Common.Verbs;
using ResNetMLNet.Pipelines.FashionMnist.CommandLine;

namespace ResNetMLNet.Pipelines.FashionMnist.Data;

/// <summary>The garments as many processes may score them together.</summary>
internal sealed class ScoredGarments : IScoredImages
{
    private const string Train = "train";

    private readonly Option<string?> _folder = DataOptions.Folder();
    private readonly Option<string> _images = Options.Choice("--images", "Which images are scored.", "test", "test", Train);

    /// <inheritdoc/>
    public ModelInput Input => ModelInput.Pixels;

    /// <inheritdoc/>
    public IEnumerable<Option> ScoringOptions => [_folder, _images];

    /// <inheritdoc/>
    public Argument<string[]>? Argument => null;

    /// <inheritdoc/>
    public string? FaultOf(CommandResult result) => null;

    /// <inheritdoc/>
    public int Score(
        MLContext ml,
        UsedModel model,
        ParseResult parsed,
        ProgramConsole console,
        Func<RowsToScore, int> score,
        CancellationToken cancellationToken)
    {
        var settings = new DataSettings(parsed.GetValue(_folder), TrainRows: null, TestRows: null);
        var data = Garments.Load(ml, settings, console, cancellationToken);
        var name = parsed.GetValue(_images)!;
        var images = name == Train ? data.Train : data.Test!;
        return score(new RowsToScore(images.View, images.Count, $"{data.Name}, {name}", model.Transformer, ColumnNames.Label));
    }
}
