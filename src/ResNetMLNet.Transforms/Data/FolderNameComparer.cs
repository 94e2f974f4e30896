using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace ResNetMLNet.Transforms.Data;

/// <summary>
/// Takes names for the same that differ in case only, or in the way that accents are written (Unicode's forms NFC and NFD): a
/// copy of the folders on another system would have one of them.
/// </summary>
/// <param name="normalizes">
/// Whether the forms can be told apart. Without it, one character in place of a letter with marks can only be told to be a letter,
/// not which.
/// </param>
internal sealed class FolderNameComparer(bool normalizes) : IEqualityComparer<string>
{
    /// <summary>Whether the process normalizes: in a mode of .NET without cultures it takes any text for normal.</summary>
    public static bool Normalizes { get; } = "e\u0301".Normalize() == "\u00e9";

    /// <inheritdoc/>
    public bool Equals(string? x, string? y)
    {
        var (first, second) = (Elements(x!), Elements(y!));
        return first.Length == second.Length && first.Zip(second, AreAlike).All(alike => alike);
    }

    /// <inheritdoc/>
    public int GetHashCode([DisallowNull] string obj) => Elements(obj).Length;

    private static string[] Elements(string name)
    {
        var starts = StringInfo.ParseCombiningCharacters(name);
        return [.. starts.Select((start, i) => name[start..(i + 1 < starts.Length ? starts[i + 1] : name.Length)])];
    }

    private bool AreAlike(string x, string y) =>
        x.Equals(y, StringComparison.OrdinalIgnoreCase)
        || (normalizes ? AreSameNormalized(x, y) : IsOtherForm(x, y) || IsOtherForm(y, x));

    // Half a surrogate pair, which some systems let stand in names, cannot be normalized.
    private static bool AreSameNormalized(string x, string y) =>
        !x.Any(char.IsSurrogate) && !y.Any(char.IsSurrogate) && x.Normalize().Equals(y.Normalize(), StringComparison.OrdinalIgnoreCase);

    private static bool IsOtherForm(string composed, string decomposed) =>
        composed.Length == 1 && !char.IsAscii(composed[0]) && decomposed.Length > 1 && !char.IsSurrogate(decomposed[0]);
}
