using SkiaSharp;

namespace ResNetMLNet.Pipelines.Common.Output;

/// <summary>The font of both pictures: a plain one that is installed, whatever the system.</summary>
internal static class PictureFont
{
    private static readonly string[] Preferred =
        ["Segoe UI", "Helvetica Neue", "DejaVu Sans", "Liberation Sans", "Noto Sans", "Arial"];

    /// <summary>Whether any font is installed; small containers have none, and text is then not drawn at all.</summary>
    public static bool IsInstalled => SKFontManager.Default.FontFamilyCount > 0;

    /// <summary>The name of the family.</summary>
    public static string Family { get; } =
        Preferred.Intersect(SKFontManager.Default.FontFamilies).FirstOrDefault() ?? SKTypeface.Default.FamilyName;
}
