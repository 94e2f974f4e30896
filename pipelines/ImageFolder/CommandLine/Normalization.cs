using System.Globalization;
using ResNetMLNet.Transforms;

namespace ResNetMLNet.Pipelines.ImageFolder.CommandLine;

/// <summary>How pixels from 0 to 1 become features.</summary>
/// <param name="Text">The words of the command line for it.</param>
/// <param name="Mean">What is subtracted, for each channel; null for nothing.</param>
/// <param name="StandardDeviation">What is divided by after that, for each channel; null for nothing.</param>
internal sealed record Normalization(
    string Text, IReadOnlyList<float>? Mean, IReadOnlyList<float>? StandardDeviation)
{
    /// <summary>The word for the mean and deviation of ImageNet.</summary>
    public const string ImageNetWord = "imagenet";

    /// <summary>The word for pixels as they are.</summary>
    public const string NoneWord = "none";

    /// <summary>The feature that a black pixel becomes, on the average of the channels.</summary>
    public float Black => Mean is null || StandardDeviation is null
        ? 0
        : -Mean.Zip(StandardDeviation, (mean, deviation) => mean / deviation).Average();

    /// <summary>What words of the command line stand for; null if they stand for nothing.</summary>
    public static Normalization? Parse(string text, int channels) => text switch
    {
        ImageNetWord => new(text, OfChannels(ImageNet.Mean, channels), OfChannels(ImageNet.StandardDeviation, channels)),
        NoneWord => new(text, null, null),
        _ => ParseNumbers(text, channels),
    };

    private static Normalization? ParseNumbers(string text, int channels) =>
        text.Split(':') is [var means, var deviations]
        && Numbers(means, channels) is { } mean
        && Numbers(deviations, channels) is { } deviation && deviation.All(value => value > 0)
            ? new(text, mean, deviation)
            : null;

    /// <summary>One number goes for all channels.</summary>
    private static float[]? Numbers(string text, int channels)
    {
        var words = text.Split(',');
        var numbers = words.Select(word =>
            float.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : float.NaN);
        return (words.Length == 1 || words.Length == channels) && numbers.All(float.IsFinite) ? [.. numbers] : null;
    }

    /// <summary>Grey pictures, which ImageNet has none of, are taken for the average of its channels.</summary>
    private static IReadOnlyList<float> OfChannels(IReadOnlyList<float> colors, int channels) =>
        channels == 1 ? [colors.Average()] : colors;
}
