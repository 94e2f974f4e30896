using System.CommandLine;
using ResNetMLNet.Pipelines.Common.CommandLine;
using ResNetMLNet.Pipelines.Common.CommandLine.Training;

namespace ResNetMLNet.Pipelines.ImageFolder.CommandLine.Training;

/// <summary>What the network sees of the pictures.</summary>
internal sealed class ImageOptions
{
    // torchvision resizes to 256 and cuts out 224.
    private const double ResizedShare = 256 / 224.0;

    private readonly Option<int> _imageSize = Options.Number(
        "--image-size", "PIXELS", "Height and width of the middle that is cut out.", 8, 1024, 224);

    private readonly Option<int?> _resizeTo = Options.Number(
        "--resize-to",
        "PIXELS",
        "What the shorter side is resized to. Default: 256 for 224, and so on.",
        8,
        2048);

    private readonly Option<string> _channels =
        Options.Choice("--channels", "3 for colours, 1 for grey.", "3", "3", "1");

    private readonly Option<string> _normalize = new("--normalize")
    {
        HelpName = "WORD",
        Description =
            $"The mean and deviation that features go by: {Normalization.ImageNetWord}, {Normalization.NoneWord}, or MEAN:DEVIATION "
            + "in numbers, one or one a channel.",
        DefaultValueFactory = _ => Normalization.ImageNetWord,
    };

    /// <summary>The options in the order of the help.</summary>
    public IEnumerable<Option> All => [_imageSize, _resizeTo, _channels, _normalize];

    /// <summary>What was chosen.</summary>
    public ImageSettings Read(ParseResult parsed, Contradictions contradictions)
    {
        var size = parsed.GetValue(_imageSize);
        var resizeTo = parsed.GetValue(_resizeTo) ?? (int)Math.Round(size * ResizedShare);
        var channels = parsed.GetValue(_channels) == "1" ? 1 : 3;
        var words = parsed.GetValue(_normalize)!;
        var normalization = Normalization.Parse(words, channels);
        contradictions.Require(
            resizeTo >= size,
            $"--resize-to is {resizeTo}, it must be at least --image-size, {size}, so that pictures fill the image.");
        contradictions.Require(
            normalization is not null,
            $"--normalize is '{words}'; it must be {Normalization.ImageNetWord}, {Normalization.NoneWord}, or mean and "
            + $"deviation above 0, MEAN:DEVIATION, {NumbersOf(channels)} each.");
        return new ImageSettings(size, resizeTo, channels, normalization ?? new(words, null, null));
    }

    private static string NumbersOf(int channels) =>
        channels == 1 ? "one number" : $"one number or {channels} with commas between them";
}
