using System.Globalization;

namespace ResNetMLNet.Pipelines.PredictionService.Model;

/// <summary>Says in which classes two models differ.</summary>
internal static class ClassesText
{
    private const int MostNames = 10;

    /// <summary>The classes that are gone and those that are new; null if there are none of either.</summary>
    public static string? Difference(IReadOnlyList<string> before, IReadOnlyList<string> after)
    {
        var parts = new[] { Part("gone", before.Except(after)), Part("new", after.Except(before)) }.OfType<string>().ToArray();
        return parts.Length == 0 ? null : string.Join("; ", parts);
    }

    private static string? Part(string word, IEnumerable<string> classes)
    {
        var names = classes.ToArray();
        if (names.Length == 0)
            return null;
        var more = names.Length > MostNames
            ? string.Create(CultureInfo.InvariantCulture, $" and {names.Length - MostNames} more")
            : "";
        return $"{word} {string.Join(", ", names.Take(MostNames).Select(name => $"'{name}'"))}{more}";
    }
}
