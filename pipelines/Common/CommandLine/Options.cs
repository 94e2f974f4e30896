using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using ResNetMLNet.Transforms.Pictures;

namespace ResNetMLNet.Pipelines.Common.CommandLine;

/// <summary>Makes options that check their range while the command line is parsed, before anything is loaded.</summary>
internal static class Options
{
    /// <summary>The option that names a list of pictures.</summary>
    public const string ListName = "--list";

    /// <summary>A folder.</summary>
    public static Option<string?> Folder(string name, string description, string? defaultValue = null, bool isRequired = false)
    {
        var option = Path(name, "DIR", "folder", description, isRequired);
        if (defaultValue is not null)
            option.DefaultValueFactory = _ => defaultValue;
        return option;
    }

    /// <summary>A file.</summary>
    public static Option<string?> File(string name, string description, bool isRequired) =>
        Path(name, "FILE", "file", description, isRequired);

    /// <summary>The model.zip to use.</summary>
    public static Option<string?> ModelFile() => File("--model", "The model.zip that 'train' wrote.", isRequired: true);

    /// <summary>The page to look at.</summary>
    public static Option<string?> Report() =>
        File("--report", "Write a page to look at to this file: one HTML file that needs no other. Default: none.", isRequired: false);

    /// <summary>The picture files to score, and folders of them.</summary>
    public static Argument<string[]> Pictures() => new("pictures")
    {
        HelpName = "PICTURE",
        Description = $"{PictureSignatures.Formats} files of any size, and folders: all such files in them and below, "
            + "in the order of names.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    /// <summary>A list of more pictures.</summary>
    public static Option<string?> PictureList() => File(
        ListName,
        "A text in UTF-8 that names more picture files, one a line; - for standard input, as it comes. Default: none.",
        isRequired: false);

    /// <summary>How many classes to name per picture.</summary>
    public static Option<int> Top() =>
        Number("--top", "K", "Classes to name per picture, the likeliest first.", 1, 1000, 3);

    /// <summary>The threads of TorchSharp and ONNX Runtime, for all verbs.</summary>
    public static Option<int?> Threads()
    {
        var option = Number(
            "--threads", "N", "Threads that compute on the CPU. Default: the cores, or those of the container's quota.", 1, 1024);
        option.Recursive = true;
        return option;
    }

    /// <summary>Whether the result is one JSON value instead of tables.</summary>
    public static Option<bool> Json(string content) => new("--json")
    {
        Description = $"Print {content} and nothing else to standard output.",
    };

    /// <summary>Whether the result is CSV instead of tables.</summary>
    public static Option<bool> Csv(string columns) => new("--csv")
    {
        Description = $"Print CSV and nothing else to standard output, with the columns {columns}.",
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

    /// <summary>An optional share that is neither nothing nor all.</summary>
    public static Option<double?> Share(string name, string description)
    {
        var option = new Option<double?>(name) { HelpName = "X", Description = description };
        option.CustomParser = result =>
        {
            var text = result.Tokens.Single().Value;
            if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var share) && share is > 0 and < 1)
                return share;
            result.AddError($"{name} is '{text}'; it must be a number above 0 and below 1.");
            return null;
        };
        return option;
    }

    /// <summary>The probability below which a picture gets no class.</summary>
    public static Option<double?> RejectBelow() => Share(
        "--reject-below", "Name no class where the likeliest has a lower probability than this. Default: name one always.");

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

    /// <summary>
    /// Reports what is no path of a file or folder: nothing at all, or the name of an option. The parser takes whatever
    /// follows, so that a folder left out would be a folder of the next option's name.
    /// </summary>
    /// <param name="result">What was given.</param>
    /// <param name="name">The option's name.</param>
    /// <param name="what">What it takes: <c>folder</c>.</param>
    public static void CheckPath(OptionResult result, string name, string what)
    {
        if (result.Tokens is not [{ Value: var path }])
            return;
        if (path.StartsWith("--", StringComparison.Ordinal))
            result.AddError($"{name} has no {what}: '{path}' follows. Give one, as ./{path} if it is called so.");
        else if (string.IsNullOrWhiteSpace(path))
            result.AddError($"{name} is '{path}'; it must be the path of a {what}.");
    }

    private static Option<string?> Path(string name, string helpName, string what, string description, bool isRequired)
    {
        var option = new Option<string?>(name) { HelpName = helpName, Description = description, Required = isRequired };
        option.Validators.Add(result => CheckPath(result, name, what));
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
