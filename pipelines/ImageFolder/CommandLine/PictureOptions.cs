using System.CommandLine;
using ResNetMLNet.Pipelines.Common.CommandLine;

namespace ResNetMLNet.Pipelines.ImageFolder.CommandLine;

/// <summary>The options that say which pictures are taken.</summary>
internal sealed class PictureOptions
{
    private const string Skip = "skip";
    private const string Refuse = "refuse";
    private const long PixelsOfMegapixel = 1_000_000;

    private readonly Option<string> _unreadable = Options.Choice(
        "--unreadable",
        "What is done about pictures that cannot be read: skip lists them and goes on without, refuse lists them and stops.",
        Skip,
        Skip,
        Refuse);

    private readonly Option<int> _maxMegapixels = MaxMegapixels();

    /// <summary>The options in the order of the help.</summary>
    public IEnumerable<Option> All => [_unreadable, _maxMegapixels];

    /// <summary>The largest picture that is taken.</summary>
    public static Option<int> MaxMegapixels() => Options.Number(
        "--max-megapixels",
        "N",
        "Larger pictures count as unreadable: a small file can claim any size, and a decoded pixel takes 4 bytes.",
        1,
        1000,
        50);

    /// <summary>The value of <see cref="MaxMegapixels"/> in pixels.</summary>
    public static long MostPixels(ParseResult parsed, Option<int> maxMegapixels) =>
        parsed.GetValue(maxMegapixels) * PixelsOfMegapixel;

    /// <summary>What was chosen.</summary>
    public PictureSettings Read(ParseResult parsed) =>
        new(parsed.GetValue(_unreadable) == Refuse, MostPixels(parsed, _maxMegapixels));
}
