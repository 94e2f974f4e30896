using System.CommandLine;
using ResNetMLNet.Pipelines.Common.CommandLine;
using ResNetMLNet.Pipelines.Common.CommandLine.Training;

namespace ResNetMLNet.Pipelines.ImageFolder.CommandLine.Training;

/// <summary>Where the pictures of a training come from.</summary>
internal sealed class DataOptions
{
    /// <summary>The name of the option for the folder of held-out pictures.</summary>
    public const string ValidationName = "--validation";

    /// <summary>The name of the option for the folder of test pictures.</summary>
    public const string TestName = "--test";

    private const double DefaultFraction = 0.2;

    private readonly Option<string?> _folder = DataOption.Create();

    private readonly Option<string?> _validation = Options.Folder(
        ValidationName, "A folder like it, scored after each epoch. Default: a share, see --validation-fraction.");

    private readonly Option<double?> _fraction = Options.Share(
        "--validation-fraction",
        "Without it: the share of each class that is held out. Default: 0.2.");

    private readonly Option<string?> _test = Options.Folder(
        TestName, "A folder like it, for the test figures. Default: none.");

    private readonly PictureOptions _pictures = new();

    /// <summary>The options in the order of the help.</summary>
    public IEnumerable<Option> All => [_folder, _validation, _fraction, _test, .. _pictures.All];

    /// <summary>What was chosen.</summary>
    public DataSettings Read(ParseResult parsed, Contradictions contradictions)
    {
        var validation = parsed.GetValue(_validation);
        var fraction = parsed.GetValue(_fraction);
        contradictions.Require(
            validation is null || fraction is null,
            "--validation-fraction does not go with --validation, whose pictures are all held out: leave one of them out.");
        var folder = parsed.GetValue(_folder)!;
        var test = parsed.GetValue(_test);
        contradictions.Require(
            test is null || !new[] { folder, validation }.Any(other => IsSame(test, other)),
            "--test is the folder of --data or --validation: give it pictures that are neither trained on nor chosen by.");
        return new DataSettings(folder, validation, fraction ?? DefaultFraction, test, _pictures.Read(parsed));
    }

    private static bool IsSame(string folder, string? other) =>
        other is not null && Path.GetRelativePath(folder, other) == ".";
}
