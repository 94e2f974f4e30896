using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace ResNetMLNet.Transforms.Data;

/// <summary>
/// Takes names for the same that differ in case only, or in the way that accents are written (Unicode's forms NFC and NFD): a
/// copy of the folders on another system would have one of them.
/// </summary>
/// <remarks>
/// Normalizing needs the ICU library, which is not everywhere. Without it, one character in place of a letter with marks can only
/// be told to be a letter, not which.
/// </remarks>
internal sealed class FolderNameComparer : IEqualityComparer<string>
{
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

    private static bool AreAlike(string x, string y) =>
        x.Equals(y, StringComparison.OrdinalIgnoreCase) || IsOtherForm(x, y) || IsOtherForm(y, x);

    private static bool IsOtherForm(string composed, string decomposed) =>
        composed.Length == 1 && !char.IsAscii(composed[0]) && decomposed.Length > 1 && !char.IsSurrogate(decomposed[0]);
}
