using System.CommandLine;
using System.Globalization;
using System.Numerics;

namespace ResNetMLNet.Pipelines.FashionMnist.CommandLine;

/// <summary>Makes options that check their range while the command line is parsed, before anything is loaded.</summary>
internal static class Options
{
    /// <summary>The folder with the four Fashion-MNIST files; one that is named must be right.</summary>
    public static Option<string?> DataFolder() => new("--data")
    {
        HelpName = "DIR",
        Description = "The folder with the four Fashion-MNIST files. Default: FASHION_MNIST_DIR, the user's cache "
            + "folder, a download, and at last drawn garments, in this order.",
    };

    /// <summary>The model.zip to use.</summary>
    public static Option<string> ModelFile() => new("--model")
    {
        HelpName = "FILE",
        Description = "The model.zip that 'train' wrote.",
        Required = true,
    };

    /// <summary>How many of the test images to use.</summary>
    public static Option<int?> TestRows() => Number<int>(
        "--test-rows",
        "N",
        "Use the first N test images; the classes are in random order. Default: all.",
        1,
        int.MaxValue);

    /// <summary>Whether the result is one JSON value instead of tables.</summary>
    public static Option<bool> Json(string content) => new("--json")
    {
        Description = $"Print {content} and nothing else to standard output.",
    };

    /// <summary>An optional number from <paramref name="lowest"/> to <paramref name="highest"/>.</summary>
    public static Option<T?> Number<T>(string name, string helpName, string description, T lowest, T highest)
        where T : struct, INumber<T>
    {
        var option = new Option<T?>(name) { HelpName = helpName, Description = description };
        option.CustomParser = result => Parse(result.Tokens.Single().Value, name, lowest, highest, result.AddError);
        return option;
    }

    /// <summary>
    /// A number from <paramref name="lowest"/> to <paramref name="highest"/> with a default that the help shows.
    /// </summary>
    public static Option<T> Number<T>(
        string name, string helpName, string description, T lowest, T highest, T defaultValue)
        where T : struct, INumber<T>
    {
        var option = new Option<T>(name)
        {
            HelpName = helpName,
            Description = description,
            DefaultValueFactory = _ => defaultValue,
        };
        option.CustomParser = result =>
            Parse(result.Tokens.Single().Value, name, lowest, highest, result.AddError) ?? defaultValue;
        return option;
    }

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

    private static T? Parse<T>(string text, string name, T lowest, T highest, Action<string> addError)
        where T : struct, INumber<T>
    {
        if (T.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            && value >= lowest && value <= highest)
        {
            return value;
        }

        var range = typeof(T) == typeof(double) ? $"a number above 0, at most {highest}"
            : highest == T.CreateSaturating(int.MaxValue) ? $"a whole number, at least {lowest}"
            : $"a whole number, from {lowest} to {highest}";
        addError(string.Create(CultureInfo.InvariantCulture, $"{name} is '{text}'; it must be {range}."));
        return null;
    }
}
