using ResNetMLNet.Transforms.Files;

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
    public static byte[] Read(string file, PictureRules rules) => Guarded(file, () => ReadFile(file, rules));

    /// <summary>Reads the first bytes of a file, by which formats are told.</summary>
    /// <param name="file">The file.</param>
    /// <exception cref="UnreadablePictureException">It cannot be read, is empty, or is no regular file.</exception>
    public static byte[] ReadStart(string file) => Guarded(file, () =>
    {
        using var stream = Open(file);
        return ReadStart(stream);
    });

    private static byte[] ReadFile(string file, PictureRules rules)
    {
        using var stream = Open(file);
        PictureSignatures.FormatOf(ReadStart(stream));
        if (stream.Length > Math.Min((rules.MaximumPixels * BytesPerPixel) + MostMetadata, Array.MaxLength))
            throw new UnreadablePictureException(FormattableString.Invariant($"its {stream.Length} bytes are too many"));
        var content = GC.AllocateUninitializedArray<byte>((int)stream.Length);
        stream.Position = 0;
        stream.ReadExactly(content);
        return content;
    }

    private static byte[] ReadStart(FileStream stream)
    {
        if (stream.Length == 0)
            throw PictureSignatures.Empty();
        var start = new byte[Math.Min(PictureSignatures.Length, stream.Length)];
        stream.ReadExactly(start);
        return start;
    }

    private static FileStream Open(string file) => RegularFile.IsOther(file)
        ? throw new UnreadablePictureException("it is a pipe, device or socket")
        : File.OpenRead(file);

    private static byte[] Guarded(string file, Func<byte[]> read)
    {
        try
        {
            return read();
        }
        catch (Exception exception) when (exception
            is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw new UnreadablePictureException(Reason(file, exception), exception);
        }
    }

    private static string Reason(string file, Exception exception) => exception switch
    {
        _ when file.Length == 0 => "its path is empty",
        _ when Directory.Exists(file) => "it is a folder",
        FileNotFoundException or DirectoryNotFoundException => UnreadablePictureException.NotThere().Message,
        _ => exception.Message.TrimEnd('.'),
    };
}
