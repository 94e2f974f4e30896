namespace ResNetMLNet.Transforms.Pictures;

/// <summary>Tells by the first bytes of a content what format it is in, whatever its name says.</summary>
internal static class PictureSignatures
{
    /// <summary>The formats that are read, as part of a sentence.</summary>
    public const string Formats = "JPEG, PNG, WebP, GIF or BMP";

    /// <summary>As many bytes of a content tell its format.</summary>
    public const int Length = 64;

    /// <summary>The format of a picture.</summary>
    /// <param name="content">The content, or its first <see cref="Length"/> bytes.</param>
    /// <exception cref="UnreadablePictureException">It is not in a format that is read.</exception>
    public static PictureFormat FormatOf(ReadOnlySpan<byte> content) => content switch
    {
        [] => throw Empty(),
        [0xFF, 0xD8, 0xFF, ..] => PictureFormat.Jpeg,
        [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => PictureFormat.Png,
        [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', ..] => PictureFormat.WebP,
        [(byte)'G', (byte)'I', (byte)'F', (byte)'8', (byte)'7' or (byte)'9', (byte)'a', ..] => PictureFormat.Gif,
        [(byte)'B', (byte)'M', ..] => PictureFormat.Bmp,
        _ => throw new UnreadablePictureException(
            $"it is {OtherFormats.NameOf(content)}; it has to be {Formats}"),
    };

    /// <summary>The exception of a picture without content.</summary>
    public static UnreadablePictureException Empty() => new("it is empty");
}
