using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace ResNetMLNet.Pipelines.Common.CommandLine;

/// <summary>Makes options that check their range while the command line is parsed, before anything is loaded.</summary>
internal static class Options
{
    /// <summary>An optional folder.</summary>
    public static Option<string?> Folder(string name, string description, string? defaultValue = null)
    {
        var option = Path(name, "DIR", "folder", description);
        if (defaultValue is not null)
            option.DefaultValueFactory = _ => defaultValue;
        return option;
    }

    /// <summary>An optional file.</summary>
    public static Option<string?> File(string name, string description) => Path(name, "FILE", "file", description);

    /// <summary>The model.zip to use.</summary>
    public static Option<string> ModelFile() => new("--model")
    {
        HelpName = "FILE",
        Description = "The model.zip that 'train' wrote.",
        Required = true,
    };

    /// <summary>The picture files to score.</summary>
    public static Argument<string[]> Pictures() => new("pictures")
    {
        HelpName = "PICTURE",
        Description = "PNG or JPEG files of any size.",
        Arity = ArgumentArity.OneOrMore,
    };

    /// <summary>How many classes to name per picture.</summary>
    public static Option<int> Top() =>
        Number("--top", "K", "Classes to name per picture, the likeliest first.", 1, 1000, 3);

    /// <summary>The threads of TorchSharp and ONNX Runtime, for all verbs.</summary>
    public static Option<int?> Threads()
    {
        var option = Number(
            "--threads", "N", "Threads that compute on the CPU; the cores, or those of the container's quota, by default.", 1, 1024);
        option.Recursive = true;
        return option;
    }

    /// <summary>Whether the result is one JSON value instead of tables.</summary>
    public static Option<bool> Json(string content) => new("--json")
    {
        Description = $"Print {content} and nothing else to standard output.",
    };

    /// <summary>An optional whole number from <paramref name="lowest"/> to <paramref name="highest"/>.</summary>
    public static Option<int?> Number(string name, string helpName, string description, int lowest, int highest)
    {
        var option = new Option<int?>(name) { HelpName = helpName, Description = description };
        option.CustomParser = result => Parse(result, name, lowest, highest);
        return option;
    }

    /// <summary>
    /// A whole number from <paramref name="lowest"/> to <paramref name="highest"/> with a default that the help shows.
    /// </summary>
    public static Option<int> Number(
        string name, string helpName, string description, int lowest, int highest, int defaultValue)
    {
        var option = new Option<int>(name)
        {
            HelpName = helpName,
            Description = description,
            DefaultValueFactory = _ => defaultValue,
        };
        option.CustomParser = result => Parse(result, name, lowest, highest) ?? defaultValue;
        return option;
    }

    /// <summary>An optional number of a range.</summary>
    public static Option<double?> Number(string name, string helpName, string description, RealRange range)
    {
        var option = new Option<double?>(name) { HelpName = helpName, Description = description };
        option.CustomParser = result =>
        {
            var text = result.Tokens.Single().Value;
            if (range.Parse(text) is { } value)
                return value;
            result.AddError($"{name} is '{text}'; it must be a number {range.Text}.");
            return null;
        };
        return option;
    }

    /// <summary>An optional yes or no that is spelt out; <see cref="IsTrue"/> reads it.</summary>
    /// <remarks>The parser of a Boolean option would take a word that is neither for the next argument.</remarks>
    public static Option<string?> TrueOrFalse(string name, string description) =>
        OptionalChoice(name, description, "true", "false");

    /// <summary>Whether an option of <see cref="TrueOrFalse"/> is given as true; null if it is not given.</summary>
    public static bool? IsTrue(this ParseResult parsed, Option<string?> option) =>
        parsed.GetValue(option) is { } word ? word == "true" : null;

    /// <summary>One of a few words.</summary>
    public static Option<string> Choice(string name, string description, string defaultValue, params string[] words)
    {
        var option = new Option<string>(name)
        {
            HelpName = string.Join('|', words),
            Description = description,
            DefaultValueFactory = _ => defaultValue,
        };
        option.Validators.Add(result => CheckWord(result.GetValueOrDefault<string>(), name, words, result.AddError));
        return option;
    }

    /// <summary>One of a few words, or none.</summary>
    public static Option<string?> OptionalChoice(string name, string description, params string[] words)
    {
        var option = new Option<string?>(name) { HelpName = string.Join('|', words), Description = description };
        option.Validators.Add(result => CheckWord(result.GetValueOrDefault<string?>(), name, words, result.AddError));
        return option;
    }

    /// <summary>Reports a word that is none of <paramref name="words"/>; no word at all is fine.</summary>
    private static void CheckWord(string? word, string name, IReadOnlyCollection<string> words, Action<string> addError)
    {
        if (word is not null && !words.Contains(word))
        {
            addError($"{name} is '{word}'; it must be one of {string.Join(", ", words)}.");
        }
    }

    private static Option<string?> Path(string name, string helpName, string what, string description)
    {
        var option = new Option<string?>(name) { HelpName = helpName, Description = description };

        // The parser takes whatever follows, so that a folder left out would be a folder of the next option's name.
        option.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var word }] && word.StartsWith("--", StringComparison.Ordinal))
                result.AddError($"{name} has no {what}: '{word}' follows. Give one, as ./{word} if it is called so.");
        });
        return option;
    }

    private static int? Parse(ArgumentResult result, string name, int lowest, int highest)
    {
        var text = result.Tokens.Single().Value;
        if (int.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            && value >= lowest && value <= highest)
        {
            return value;
        }

        var range = highest == int.MaxValue ? $"at least {lowest}" : $"from {lowest} to {highest}";
        result.AddError($"{name} is '{text}'; it must be a whole number, {range}.");
        return null;
    }
}
