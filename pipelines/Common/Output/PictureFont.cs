using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using SkiaSharp;

namespace ResNetMLNet.Pipelines.Common.Output;

/// <summary>
/// The font of both pictures: a plain one that is installed, whatever the system, and others for what it has no letters for.
/// </summary>
internal static class PictureFont
{
    private static readonly string[] Preferred =
        ["Segoe UI", "Helvetica Neue", "DejaVu Sans", "Liberation Sans", "Noto Sans", "Arial"];

    private static readonly ConcurrentDictionary<Rune, SKTypeface> _ofCharacters = [];

    private static readonly Lazy<SKTypeface> _plain = new(() => SKTypeface.FromFamilyName(Family));

    private static readonly Lazy<SKTypeface[]> _all =
        new(() => [.. SKFontManager.Default.FontFamilies.Select(SKFontManager.Default.MatchFamily)]);

    /// <summary>Whether any font is installed; small containers have none, and text is then not drawn at all.</summary>
    public static bool IsInstalled => SKFontManager.Default.FontFamilyCount > 0;

    /// <summary>The name of the family.</summary>
    public static string Family { get; } =
        Preferred.Intersect(SKFontManager.Default.FontFamilies).FirstOrDefault() ?? SKTypeface.Default.FamilyName;

    /// <summary>The name of the family that has most characters of a text, for what draws a text by one font.</summary>
    public static string FamilyFor(string text)
    {
        var runes = text.EnumerateRunes().ToList();
        return runes.TrueForAll(rune => Has(_plain.Value, rune))
            ? Family
            : _all.Value.Prepend(_plain.Value).MaxBy(typeface => runes.Count(rune => Has(typeface, rune)))!.FamilyName;
    }

    /// <summary>A text in parts that one font has all characters of, the plain one where it can be.</summary>
    public static IEnumerable<(SKTypeface Typeface, string Text)> Runs(string text)
    {
        var run = new StringBuilder();
        var typeface = _plain.Value;
        foreach (var rune in text.EnumerateRunes())
        {
            var next = IsPartOfTheOneBefore(rune) && run.Length > 0 ? typeface : Of(rune);
            if (next != typeface && run.Length > 0)
            {
                yield return (typeface, run.ToString());
                run.Clear();
            }
            typeface = next;
            run.Append(rune);
        }
        if (run.Length > 0)
            yield return (typeface, run.ToString());
    }

    private static SKTypeface Of(Rune rune) => Has(_plain.Value, rune)
        ? _plain.Value
        : _ofCharacters.GetOrAdd(rune, Find);

    /// <summary>Where the system itself knows of none, as Skia without fontconfig, each family is asked.</summary>
    private static SKTypeface Find(Rune rune) =>
        SKFontManager.Default.MatchCharacter(rune.Value) ?? Array.Find(_all.Value, typeface => Has(typeface, rune)) ?? _plain.Value;

    private static bool Has(SKTypeface typeface, Rune rune) => typeface.ContainsGlyph(rune.Value);

    private static bool IsPartOfTheOneBefore(Rune rune) => Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format;
}
