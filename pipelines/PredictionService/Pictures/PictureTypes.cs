namespace ResNetMLNet.Pipelines.PredictionService.Pictures;

/// <summary>The types of what clients send.</summary>
internal static class PictureTypes
{
    /// <summary>A form with files.</summary>
    public const string Form = "multipart/form-data";

    /// <summary>The type of the pictures that are sent back.</summary>
    public const string Png = "image/png";

    // What some clients call it.
    private const string ShortJpeg = "image/jpg";

    /// <summary>The types of pictures; the content decides which it is.</summary>
    public static IReadOnlyList<string> All { get; } = ["image/jpeg", Png, "image/webp", "image/gif", "image/bmp"];

    /// <summary>Whether a type is that of a form.</summary>
    public static bool IsForm(string type) => type.Equals(Form, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a type is taken.</summary>
    public static bool IsTaken(string type) =>
        IsForm(type) || All.Append(ShortJpeg).Contains(type, StringComparer.OrdinalIgnoreCase);
}
