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
        "--image-size", "PIXELS", "Height and width of what is cut out of the middle of a resized picture.", 8, 1024, 224);

    private readonly Option<int?> _resizeTo = Options.Number(
        "--resize-to",
        "PIXELS",
        "What a picture's shorter side is resized to. Default: an eighth or so more than the image size, 256 for 224.",
        8,
        2048);

    private readonly Option<string> _channels =
        Options.Choice("--channels", "3 for colours, 1 for grey.", "3", "3", "1");

    private readonly Option<string> _normalize = new("--normalize")
    {
        HelpName = $"{Normalization.ImageNetWord}|{Normalization.NoneWord}|MEAN:DEVIATION",
        Description =
            "How pixels from 0 to 1 become features: by the mean and deviation of ImageNet, as pretrained weights expect it, "
            + "not at all, or by numbers for all channels, 0.5:0.25, or for each, 0.5,0.5,0.4:0.3,0.3,0.3.",
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
