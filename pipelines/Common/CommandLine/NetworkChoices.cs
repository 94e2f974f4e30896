using System.CommandLine;
using ResNetMLNet.Modeling;

namespace ResNetMLNet.Pipelines.Common.CommandLine;

/// <summary>The options that tell one network of the family from another, and their words.</summary>
internal static class NetworkChoices
{
    private static readonly string[] Architectures = [.. Enum.GetNames<ResNetArchitecture>().Select(Word)];
    private static readonly string[] Layouts = [.. Enum.GetNames<ResNetLayout>().Select(Word)];
    private static readonly string[] Stems = [.. Enum.GetNames<ResNetStem>().Select(Word)];

    /// <summary>The number and kind of the residual blocks.</summary>
    public static Option<string?> Architecture() => Options.OptionalChoice(
        "--architecture", "The member of the family, by the number of its weighted layers.", Architectures);

    /// <summary>The parameters beside the kernels.</summary>
    public static Option<string?> Layout() => Options.OptionalChoice(
        "--layout",
        "The parameters beside the kernels: d2l (the book's: convolutions with a bias, shortcuts without batch "
        + "normalization), or torchvision (the other way round), in which pretrained weights are published.",
        Layouts);

    /// <summary>The layers in front of the residual blocks.</summary>
    public static Option<string?> Stem() => Options.OptionalChoice(
        "--stem",
        "The layers in front of the residual blocks: standard (7x7 convolution with stride 2, pooling), or small "
        + "(3x3 convolution, no pooling), which sees more of small images and takes several times as long.",
        Stems);

    /// <summary>The same option with a default that the help shows.</summary>
    public static Option<string?> WithDefault<TEnum>(this Option<string?> option, TEnum value)
        where TEnum : struct, Enum
    {
        option.DefaultValueFactory = _ => Word(value);
        return option;
    }

    /// <summary>The value that was chosen by its word; null for none.</summary>
    public static TEnum? Read<TEnum>(this ParseResult parsed, Option<string?> option)
        where TEnum : struct, Enum =>
        parsed.GetValue(option) is { } word ? Enum.Parse<TEnum>(word, ignoreCase: true) : null;

    /// <summary>The word that stands for a value.</summary>
    public static string Word<TEnum>(TEnum value)
        where TEnum : struct, Enum => Word(value.ToString());

    private static string Word(string name) => name.ToLowerInvariant();
}
