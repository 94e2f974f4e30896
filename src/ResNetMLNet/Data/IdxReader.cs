using Microsoft.ML.Data;

namespace ResNetMLNet.Data;

/// <summary>Reads a pair of IDX files, images first and labels second, and checks them against each other.</summary>
internal static class IdxReader
{
    private const int ImagesIndex = 0;
    private const int LabelsIndex = 1;

    /// <summary>The header of the images and all labels: cheap, and enough to know the schema.</summary>
    public static (IdxHeader Images, byte[] Labels) Peek(IMultiStreamSource source)
    {
        using var images = Open(source, ImagesIndex);
        var header = IdxHeader.Read(images, IdxKind.Images);
        CheckLength(images, header);
        return (header, ReadLabels(source, header.Rows, images.Name));
    }

    /// <summary>All images and labels.</summary>
    /// <param name="source">The images, then the labels.</param>
    /// <param name="check">Throws if header or labels are not wanted, before the pixels are read.</param>
    public static LabelledImages Read(IMultiStreamSource source, Action<IdxHeader, byte[]> check)
    {
        using var images = Open(source, ImagesIndex);
        var header = IdxHeader.Read(images, IdxKind.Images);
        CheckLength(images, header);
        var labels = ReadLabels(source, header.Rows, images.Name);
        check(header, labels);
        return new LabelledImages(ReadData(images, header), labels, header.Height, header.Width);
    }

    /// <summary>What messages call a file of the source.</summary>
    public static string NameOf(IMultiStreamSource source, int index) =>
        source.GetPathOrNull(index) ?? (index == ImagesIndex ? "images" : "labels");

    private static IdxStream Open(IMultiStreamSource source, int index)
    {
        try
        {
            return IdxStream.Open(source.Open(index), NameOf(source, index));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException
            && source.GetPathOrNull(index) is { } path && !File.Exists(path))
        {
            // ML.NET's own file source makes a plain IOException of every failure.
            throw Missing(source.GetPathOrNull(index), index, error);
        }
    }

    private static FileNotFoundException Missing(string path, int index, Exception inner)
    {
        var what = index == ImagesIndex ? "images" : "labels";
        var found = Directory.Exists(path) ? "is a folder" : "does not exist";
        return new FileNotFoundException(
            $"The {what} file '{path}' {found}; expected an IDX file. To fix it: check the path, or pass another one.",
            path, inner);
    }

    private static byte[] ReadLabels(IMultiStreamSource source, int imageCount, string imagesName)
    {
        using var labels = Open(source, LabelsIndex);
        var header = IdxHeader.Read(labels, IdxKind.Labels);
        if (header.Rows != imageCount)
        {
            throw labels.Bad(
                $"has {header.Rows} labels", $"{imageCount}, one for each image in '{imagesName}'",
                "name two files of the same set");
        }

        CheckLength(labels, header);
        return ReadData(labels, header);
    }

    // Before anything is allocated: a header may announce gigabytes that are not there.
    private static void CheckLength(IdxStream stream, IdxHeader header)
    {
        if (stream.Length is not { } length)
            return;
        if (length < header.FileLength)
            throw IdxHeader.Truncated(stream, length, header.FileLength);
        if (length > header.FileLength)
            throw Trailing(stream, header);
    }

    private static byte[] ReadData(IdxStream stream, IdxHeader header)
    {
        var expected = header.DataLength;
        // Of a compressed file the header is all we know, so the buffer grows with what is really there: at once to what most
        // pictures need, as each step leaves a smaller buffer behind.
        var data = GC.AllocateUninitializedArray<byte>((int)Math.Min(expected, 2 * stream.FileLength));
        var filled = stream.Read(data);
        while (filled == data.Length && filled < expected)
        {
            Array.Resize(ref data, (int)Math.Min(expected, 2L * data.Length));
            filled += stream.Read(data.AsSpan(filled));
        }

        if (filled < expected)
            throw IdxHeader.Truncated(stream, header.HeaderLength + filled, header.FileLength);
        // Reading on also makes gzip check its checksum.
        if (stream.Read(stackalloc byte[1]) > 0)
            throw Trailing(stream, header);
        return data;
    }

    private static InvalidDataException Trailing(IdxStream stream, IdxHeader header) => stream.Bad(
        stream.Length is { } length ? $"has {length} bytes" : $"has more than {header.FileLength} bytes",
        $"{header.FileLength} by its header", "copy or download the file again");
}
