using System.CommandLine;
using System.Reflection;
using ResNetMLNet.Training;

namespace ResNetMLNet.Pipelines.Common.CommandLine.Training;

/// <summary>The options of the trainer on the command line, found by reflection: a new one has its own without another line.</summary>
internal sealed class TrainerOptions
{
    private const string ColumnSuffix = "ColumnName";

    // What is put around an image is always black.
    private const string CropFill = $"{nameof(ResNetTrainer.Options.Augmentation)}.{nameof(ImageAugmentation.CropFill)}";

    private readonly ResNetTrainer.Options _defaults;
    private readonly List<TrainerOption> _all;

    /// <summary>Those options of the library that are one here; what is of one type only is made by any of its parts.</summary>
    public static IReadOnlyList<OptionPath> Paths { get; } =
    [
        .. OptionPath.All(typeof(ResNetTrainer.Options)).Where(path =>
            !path.Name.EndsWith(ColumnSuffix, StringComparison.Ordinal)
            && path.Name != CropFill
            && (path.Part is not null || path.Kinds.Count != 1)),
    ];

    /// <summary>Makes the options.</summary>
    /// <param name="defaults">The values that they have where they are not given, for the help.</param>
    /// <param name="isWanted">Whether an option is among them, or a value that has a name, by its name in the library.</param>
    public TrainerOptions(ResNetTrainer.Options defaults, Predicate<string> isWanted)
    {
        _defaults = defaults;
        _all = [.. Paths.Where(path => isWanted(path.Name)).Select(path => new TrainerOption(path, defaults, isWanted))];
    }

    /// <summary>All of them under headings.</summary>
    public IEnumerable<OptionGroup> Groups => _all.GroupBy(
        option => Heading(option.Path), (heading, options) => new OptionGroup(heading, options));

    /// <summary>The names in the library of those that were given.</summary>
    public HashSet<string> Given(ParseResult parsed) =>
        [.. _all.Where(option => parsed.GetResult(option) is not null).Select(option => option.Path.Name)];

    /// <summary>All values that shape the weights, as they are given on the command line.</summary>
    /// <param name="options">The values.</param>
    /// <param name="isWanted">Whether an option is among them, by its name in the library.</param>
    public static IEnumerable<string> Lines(ResNetTrainer.Options options, Predicate<string> isWanted) =>
        OptionValues.Properties(typeof(ResNetTrainer.Options))
            .Where(option => isWanted(option.Name))
            .SelectMany(option => Lines(option, option.GetValue(options), options));

    /// <summary>Puts what was given into the trainer's options.</summary>
    public void Apply(ParseResult parsed, ResNetTrainer.Options options, Contradictions contradictions)
    {
        foreach (var option in _all.Where(option => parsed.GetResult(option) is not null))
        {
            if (IsOfAnotherKind(option.Path, options))
                contradictions.Require(false, OtherKind(option));
            else
                contradictions.Collect(() => option.Apply(parsed, options));
        }
        foreach (var option in _all.Where(option => parsed.GetResult(option) is null && option.IsMissing(options)))
        {
            var kind = Kind(option.Path, [OptionWords.Of(option.Path.Option.GetValue(options))]);
            contradictions.Require(false, $"{kind} needs a {option.Name}.");
        }
    }

    /// <summary>What is of one type only is no option here, but made by its parts: where it is none, its heading says so.</summary>
    private static IEnumerable<string> Lines(PropertyInfo option, object? value, ResNetTrainer.Options options) =>
        value is null && OptionPath.IsNested(option.PropertyType)
            ? [$"{Heading(option)} {OptionValues.None}"]
            : from path in Paths
              where path.Option == option && (path.Part is null || path.Kinds.Contains(value!.GetType()))
              select $"{OptionNames.Of(path)} {OptionWords.Of(path.ValueIn(options))}";

    private static bool IsOfAnotherKind(OptionPath path, ResNetTrainer.Options options) =>
        path.Part is not null && path.Option.GetValue(options) is { } value && !path.Kinds.Contains(value.GetType());

    private static string OtherKind(TrainerOption option) =>
        $"{option.Name} goes with {Kind(option.Path, OptionWords.OfKinds(option.Path))} only: leave it out.";

    private static string Kind(OptionPath path, IEnumerable<string> words) =>
        $"{OptionNames.Of(new OptionPath(path.Option))} {string.Join(" or ", words)}";

    private string Heading(OptionPath path) => path switch
    {
        { Kinds.Count: > 0 } => Heading(path.Option)
            + (path.Option.GetValue(_defaults) is null ? ", by default none" : ""),
        { Option.DeclaringType: var owner } when owner == typeof(ResNetTrainer.Options) => "network",
        _ => "training",
    };

    private static string Heading(PropertyInfo option) => OptionNames.WithHyphens(option.Name).Replace('-', ' ');
}
