using ResNetMLNet.Modeling;

namespace ResNetMLNet.Pipelines.Common.CommandLine;

/// <summary>The values of <c>--stem</c>.</summary>
internal static class StemChoices
{
    /// <summary>What they are, for the help.</summary>
    public const string Description =
        "The layers in front of the residual blocks: standard (7x7 convolution with stride 2, pooling), or small "
        + "(3x3 convolution, no pooling), which sees more of small images and takes several times as long.";

    /// <summary>The words on the command line.</summary>
    public static string[] Words { get; } = ["standard", "small"];

    /// <summary>The stem that a word stands for.</summary>
    public static ResNetStem Parse(string word) => Enum.Parse<ResNetStem>(word, ignoreCase: true);
}
