using ResNetMLNet.Transforms.Interop;

namespace ResNetMLNet.Transforms.Pictures;

/// <summary>Words for pictures that cannot be read, the same wherever that is found.</summary>
internal static class PictureText
{
    /// <summary>What to do about an unreadable picture in code, which a program has words of its own for.</summary>
    public const string RemedyByCode = "remove the row, or let LoadPictures make it a missing picture: unreadable: "
        + $"{nameof(UnreadablePictures)}.{nameof(UnreadablePictures.Missing)}";

    /// <summary>What is told of a picture that is missing.</summary>
    public static string Missing(PictureSource source, EncodedContent content, UnreadablePictureException exception) =>
        $"{Name(source, content)} is missing: {exception.Message}.";

    /// <summary>The error of a picture that must not be missing.</summary>
    public static string Unreadable(PictureSource source, EncodedContent content, UnreadablePictureException exception) =>
        $"{Name(source, content)} cannot be read: {exception.Message}. Correct it"
        + (source.Unreadable == UnreadablePictures.Missing
            ? ", or remove the row."
            : $", {RemedyByCode}.");

    /// <summary>The error of a picture that takes more memory than there is.</summary>
    public static InsufficientMemoryException TooLarge(PictureSource source, EncodedContent content, Exception exception) =>
        MemoryShortage.Explained(
            exception,
            $"{Name(source, content)} is decoded. Make it smaller, or let maximumPixels of LoadPictures refuse pictures of its size.");

    private static string Name(PictureSource source, EncodedContent content) => FormattableString.Invariant(
        $"The picture {Place(content)} of column '{source.ColumnName}' in the row of id {content.Row}");

    private static string Place(EncodedContent content) =>
        content.File is { } file ? $"'{file}'" : FormattableString.Invariant($"of {content.Bytes.Length} bytes");
}
