using System.CommandLine;
using ResNetMLNet.Pipelines.Common.CommandLine;
using ResNetMLNet.Transforms.Pictures;

namespace ResNetMLNet.Pipelines.ImageFolder.CommandLine;

/// <summary>The options that say which pictures are taken.</summary>
internal sealed class PictureOptions
{
    private const string Skip = "skip";
    private const string Refuse = "refuse";
    private const long PixelsOfMegapixel = 1_000_000;

    private readonly Option<string> _unreadable = Options.Choice(
        "--unreadable",
        "Whether pictures that cannot be read are listed and skipped, or end the program.",
        Skip,
        Skip,
        Refuse);

    /// <summary>The largest picture that is taken.</summary>
    public Option<int> MaxMegapixels { get; } = Options.Number(
        "--max-megapixels",
        "N",
        "Larger pictures count as unreadable.",
        1,
        (int)(PictureRules.MostPixels / PixelsOfMegapixel),
        50);

    /// <summary>The options in the order of the help.</summary>
    public IEnumerable<Option> All => [_unreadable, MaxMegapixels];

    /// <summary>What was chosen.</summary>
    public PictureSettings Read(ParseResult parsed) =>
        new(parsed.GetValue(_unreadable) == Refuse, parsed.GetValue(MaxMegapixels) * PixelsOfMegapixel);
}
