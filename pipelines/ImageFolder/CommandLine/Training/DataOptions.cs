using System.CommandLine;
using ResNetMLNet.Pipelines.Common.CommandLine;
using ResNetMLNet.Pipelines.Common.CommandLine.Training;

namespace ResNetMLNet.Pipelines.ImageFolder.CommandLine.Training;

/// <summary>Where the pictures of a training come from.</summary>
internal sealed class DataOptions
{
    private const double DefaultFraction = 0.2;

    private readonly PartOptions _parts = new(
        validation: "A folder like it, scored after each epoch. Default: a share, see --validation-fraction.",
        test: "A folder like it, for the test figures. Default: none.");

    private readonly Option<double?> _fraction = Options.Share(
        "--validation-fraction",
        "Without it: the share of each class that is held out. Default: 0.2.");

    private readonly PictureOptions _pictures = new();

    /// <summary>The options in the order of the help.</summary>
    public IEnumerable<Option> All => [_parts.Training, _parts.Validation, _fraction, _parts.Test, .. _pictures.All];

    /// <summary>What was chosen.</summary>
    public DataSettings Read(ParseResult parsed, Contradictions contradictions)
    {
        var validation = parsed.GetValue(_parts.Validation);
        var fraction = parsed.GetValue(_fraction);
        contradictions.Require(
            validation is null || fraction is null,
            "--validation-fraction does not go with --validation, whose pictures are all held out: leave one of them out.");
        foreach (var problem in _parts.Problems(parsed))
            contradictions.Require(isWell: false, problem);
        return new DataSettings(
            parsed.GetValue(_parts.Training)!,
            validation,
            fraction ?? DefaultFraction,
            parsed.GetValue(_parts.Test),
            _pictures.Read(parsed));
    }
}
