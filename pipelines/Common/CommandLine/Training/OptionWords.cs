using System.Globalization;
using System.Text.RegularExpressions;
using ResNetMLNet.Modeling;
using ResNetMLNet.Training;

namespace ResNetMLNet.Pipelines.Common.CommandLine.Training;

/// <summary>The words of the command line for values that have names.</summary>
internal static class OptionWords
{
    private static readonly Dictionary<string, string> Short = new()
    {
        [nameof(Precision.Float32)] = "fp32",
        [nameof(Precision.BFloat16)] = "bf16",
    };

    /// <summary>The names in the library of all values of an option by their words; none where values are no words.</summary>
    public static Dictionary<string, string> Of(OptionPath path) => Names(path).ToDictionary(Word, name => name);

    /// <summary>The words of those types of a nested option that have a part.</summary>
    public static string[] OfKinds(OptionPath path) => [.. path.Kinds.Select(kind => Word(kind.Name))];

    /// <summary>A value as the command line writes it.</summary>
    public static string Of(object? value) => value switch
    {
        bool or Enum => Word($"{value}"),
        TimeSpan time => time.TotalMinutes.ToString(CultureInfo.InvariantCulture),
        IEnumerable<float> or IEnumerable<int> => OptionValues.Text(value).Trim('[', ']'),
        not null when OptionPath.IsNested(value.GetType()) => Word(value.GetType().Name),
        _ => OptionValues.Text(value),
    };

    private static IEnumerable<string> Names(OptionPath path) => path.Type switch
    {
        { IsEnum: true } => Enum.GetNames(path.Type),
        _ when path.Type == typeof(bool) => [bool.TrueString, bool.FalseString],
        _ when path.Part is null => path.Kinds.Select(kind => kind.Name),
        _ => [],
    };

    private static string Word(string name) => Short.GetValueOrDefault(name)
        ?? OptionNames.WithHyphens(Regex.Replace(name, "(Optimizer|Schedule)$", "").Replace("ResNet", "Resnet", StringComparison.Ordinal));
}
