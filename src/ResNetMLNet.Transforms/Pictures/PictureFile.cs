namespace ResNetMLNet.Transforms.Pictures;

/// <summary>Reads the content of picture files.</summary>
internal static class PictureFile
{
    // Uncompressed, a pixel of four channels of 16 bits takes eight bytes.
    private const int BytesPerPixel = 8;

    // What a camera, a scanner or a program adds to the pixels: profiles, previews, a second picture.
    private const long MostMetadata = 64L << 20;

    /// <summary>Reads a file if its first bytes are those of a picture.</summary>
    /// <param name="file">The file.</param>
    /// <param name="rules">What to obey.</param>
    /// <exception cref="UnreadablePictureException">It cannot be read, is in no known format, or too large.</exception>
    public static byte[] Read(string file, PictureRules rules)
    {
        try
        {
            return ReadFile(file, rules);
        }
        catch (Exception exception) when (exception
            is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw new UnreadablePictureException(Reason(file, exception), exception);
        }
    }

    private static byte[] ReadFile(string file, PictureRules rules)
    {
        // Opening a pipe, whose length is 0, would wait for somebody to write to it.
        if (new FileInfo(file).Length == 0)
            throw PictureSignatures.Empty();
        using var stream = File.OpenRead(file);
        Span<byte> start = stackalloc byte[PictureSignatures.Length];
        PictureSignatures.FormatOf(start[..stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)]);
        if (stream.Length > Math.Min((rules.MaximumPixels * BytesPerPixel) + MostMetadata, Array.MaxLength))
            throw new UnreadablePictureException(FormattableString.Invariant($"its {stream.Length} bytes are too many"));
        var content = new byte[stream.Length];
        stream.Position = 0;
        stream.ReadExactly(content);
        return content;
    }

    private static string Reason(string file, Exception exception) => exception switch
    {
        _ when file.Length == 0 => "its path is empty",
        _ when Directory.Exists(file) => "it is a folder",
        FileNotFoundException or DirectoryNotFoundException => "it does not exist",
        _ => exception.Message.TrimEnd('.'),
    };
}
