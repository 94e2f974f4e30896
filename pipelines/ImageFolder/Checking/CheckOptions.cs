using System.CommandLine;
using ResNetMLNet.Pipelines.Common.CommandLine;
using ResNetMLNet.Pipelines.ImageFolder.CommandLine;
using ResNetMLNet.Training;
using ResNetMLNet.Weights;

namespace ResNetMLNet.Pipelines.ImageFolder.Checking;

/// <summary>The options of the verb <c>check</c>.</summary>
internal sealed class CheckOptions
{
    private const string WeightsName = "--weights";
    private const string ImageNetWord = "imagenet";

    private readonly PartOptions _parts = new(
        validation: "A folder like it that a training validates on. Default: none.",
        test: "A folder like it for test figures. Default: none.");

    private readonly Option<string?> _weights = new(WeightsName)
    {
        HelpName = $"{ImageNetWord}|PATH",
        Description = "What doubtful labels are found by: a file of torchvision's ResNet-18, or none to leave them out. Default: "
            + $"{ImageNetWord}.",
    };

    private readonly PictureOptions _pictures = new();
    private readonly Option<string?> _page = Options.Report();
    private readonly Option<bool> _json = Options.Json("one JSON object with all findings");

    /// <summary>The options in the order of the help.</summary>
    public IEnumerable<Option> All => [_parts.Training, _parts.Validation, _parts.Test, _weights, _pictures.MaxMegapixels, _page, _json];

    /// <summary>What was chosen.</summary>
    /// <exception cref="UserErrorException">The options contradict each other.</exception>
    public CheckSettings Read(ParseResult parsed)
    {
        string[] problems = [.. _parts.Problems(parsed)];
        if (problems.Length > 0)
            throw new UserErrorException($"{string.Join(" ", problems)} See 'check --help'.");
        return new CheckSettings(
            parsed.GetValue(_parts.Training)!,
            parsed.GetValue(_parts.Validation),
            parsed.GetValue(_parts.Test),
            Weights(parsed.GetValue(_weights)),
            _pictures.Read(parsed).MostPixels,
            parsed.GetValue(_page),
            parsed.GetValue(_json));
    }

    /// <summary>Those for ImageNet are missing without a word only where they were not asked for.</summary>
    private static PretrainedWeights? Weights(string? text) => text switch
    {
        null => PretrainedWeights.IsImageNetDeployed ? PretrainedWeights.ImageNet() : null,
        OptionValues.None => null,
        _ => PretrainedWeights.Parse(text),
    };
}
