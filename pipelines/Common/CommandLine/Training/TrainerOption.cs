using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using ResNetMLNet.Training;
using ResNetMLNet.Weights;

namespace ResNetMLNet.Pipelines.Common.CommandLine.Training;

/// <summary>An option of the trainer, or a part of one, on the command line.</summary>
internal sealed class TrainerOption : Option<string?>
{
    private readonly Dictionary<string, string> _words;
    private readonly Predicate<string> _isWanted;
    private readonly object? _default;
    private readonly bool _isRequired;

    /// <summary>Makes the option.</summary>
    /// <param name="path">Which one it is.</param>
    /// <param name="defaults">The values that it has where it is not given, for the help.</param>
    /// <param name="isWanted">Whether a value that has a name is told of, by the names of option and value in the library.</param>
    public TrainerOption(OptionPath path, TorchTrainerOptions defaults, Predicate<string> isWanted)
        : base(OptionNames.Of(path))
    {
        Path = path;
        _words = OptionWords.Of(path);
        _isWanted = isWanted;
        _default = path.ValueIn(defaults) ?? (path.Part is null ? null : path.Property.GetValue(Activator.CreateInstance(path.Kinds[0])));
        _isRequired = _default is 0 && !OptionRange.Holds(path.Property, _default);
        Arity = path.Type == typeof(bool) ? ArgumentArity.ZeroOrOne : ArgumentArity.ExactlyOne;
        HelpName = HelpNameOf(path.Type);
        Validators.Add(Check);
    }

    /// <summary>Which option of the library it is.</summary>
    public OptionPath Path { get; }

    /// <summary>Its text for the help, which is made when it is asked for.</summary>
    public string Help => $"{OptionDocs.Of(Path)} [{string.Join("; ", Facts())}]";

    /// <summary>Whether the options have the type of which this is a part without a default, and no value of it.</summary>
    public bool IsMissing(ResNetTrainer.Options options) =>
        _isRequired && Path.ValueIn(options) is { } value && !OptionRange.Holds(Path.Property, value);

    /// <summary>Puts what was given into the trainer's options.</summary>
    /// <exception cref="ArgumentException">It is no value for it.</exception>
    public void Apply(ParseResult parsed, ResNetTrainer.Options options)
    {
        var text = parsed.GetValue(this);
        if (Path.Type == typeof(string))
        {
            Path.Property.SetValue(options, text);
        }
        else if (Path.Part is not null
            || Path.Kinds.Count == 0
            || !OptionWords.Of(Path.ValueIn(options)).Equals(text, StringComparison.OrdinalIgnoreCase))
        {
            options.Set(Path.Name, LibraryText(text ?? bool.TrueString));
        }
    }

    private static string HelpNameOf(Type type) => type switch
    {
        _ when type == typeof(int) => "N",
        _ when type == typeof(string) => "PATH",
        _ when type == typeof(PretrainedWeights) => "imagenet|PATH",
        { IsEnum: true } or { IsClass: true } => "WORD",
        _ when type == typeof(bool) => "BOOL",
        { IsValueType: true } => "X",
        _ when type == typeof(IReadOnlyList<int>) => "N,N,...",
        _ => "X,X,...",
    };

    private string LibraryText(string text) => Path.Type switch
    {
        _ when _words.TryGetValue(text.ToLowerInvariant(), out var name) => name,
        _ when Path.Type == typeof(TimeSpan) && Minutes(text) is { } time => time.ToString("c", CultureInfo.InvariantCulture),
        { IsInterface: true } when text != OptionValues.None => $"[{text.Trim('[', ']')}]",
        _ => text,
    };

    private void Check(OptionResult result)
    {
        if (result.Tokens is not [{ Value: var text }])
            return;
        if (OptionPath.NamesFile(Path.Type))
            Options.CheckPath(result, Name, "file or folder");
        else if (_words.Count > 0 && !_words.ContainsKey(text.ToLowerInvariant()))
            result.AddError($"{Name} is '{text}'; it must be one of {string.Join(", ", WantedWords)}.");
        else if (Path.Type == typeof(TimeSpan) && text != OptionValues.None && Minutes(text) is null)
            result.AddError($"{Name} is '{text}'; it must be a number of minutes above 0, or none.");
        else if (Path.Type.IsInterface && text != OptionValues.None && !AreNumbers(text))
            result.AddError($"{Name} is '{text}'; it must be {Numbers} with commas between them, as {Example}, or none.");
    }

    private static TimeSpan? Minutes(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var minutes)
        && Math.Abs(minutes) < TimeSpan.MaxValue.TotalMinutes
        && TimeSpan.FromMinutes(minutes) is var time && time > TimeSpan.Zero
            ? time
            : null;

    private IEnumerable<string> WantedWords => _words.Where(word => _isWanted($"{Path.Name}.{word.Value}")).Select(word => word.Key);

    private bool AreWhole => Path.Type == typeof(IReadOnlyList<int>);

    private string Numbers => AreWhole ? "whole numbers" : "numbers";

    private string Example => AreWhole ? "2,2,2,3" : "1,2,0.5";

    private bool AreNumbers(string text) => text.Trim('[', ']').Split(',').All(number => AreWhole
        ? int.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out _)
        : float.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out _));

    private IEnumerable<string> Facts()
    {
        if (_words.Count > 0 && Path.Type != typeof(bool))
            yield return string.Join('|', WantedWords);
        if (Path.Part is not null && Path.Kinds.Count < new OptionPath(Path.Option).Kinds.Count)
            yield return $"with {string.Join(", ", OptionWords.OfKinds(Path))}";
        yield return _isRequired ? "required" : $"default: {OptionWords.Of(_default)}";
    }
}
