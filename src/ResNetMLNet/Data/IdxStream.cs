namespace ResNetMLNet.Data;

/// <summary>The content of an IDX file, uncompressed where it is gzip data.</summary>
internal sealed class IdxStream : IDisposable
{
    private readonly Stream _content;

    private IdxStream(string name, Stream content, long? length, long fileLength)
    {
        Name = name;
        _content = content;
        Length = length;
        FileLength = fileLength;
    }

    /// <summary>What messages call the file: its path where there is one.</summary>
    public string Name { get; }

    /// <summary>The length of the content in bytes; null where it is compressed, because gzip does not tell.</summary>
    public long? Length { get; }

    /// <summary>The length of the file in bytes, compressed or not.</summary>
    public long FileLength { get; }

    /// <summary>Takes over <paramref name="stream"/>, which is disposed with the result.</summary>
    public static IdxStream Open(Stream stream, string name)
    {
        var file = Seekable(stream);
        return Gzip.IsCompressed(file)
            ? new IdxStream(name, Gzip.Decompress(file), null, file.Length)
            : new IdxStream(name, file, file.Length, file.Length);
    }

    /// <summary>Fills the buffer as far as there is content, and returns the number of bytes read.</summary>
    /// <exception cref="InvalidDataException">The gzip compression is damaged.</exception>
    public int Read(Span<byte> buffer)
    {
        try
        {
            return _content.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
        }
        catch (InvalidDataException error)
        {
            throw Bad("is a damaged or truncated gzip file", "intact gzip data", "copy or download the file again",
                error);
        }
    }

    /// <summary>An error that names the file, what was found, what was expected and the remedy.</summary>
    public InvalidDataException Bad(string found, string expected, string remedy, Exception? inner = null) =>
        Bad(Name, found, expected, remedy, inner);

    /// <inheritdoc cref="Bad(string, string, string, Exception?)"/>
    public static InvalidDataException Bad(
        string name, string found, string expected, string remedy, Exception? inner = null) =>
        new($"'{name}' {found}; expected {expected}. To fix it: {remedy}.", inner);

    public void Dispose() => _content.Dispose();

    private static Stream Seekable(Stream stream)
    {
        if (stream.CanSeek)
            return stream;
        using (stream)
        {
            var copy = new MemoryStream();
            stream.CopyTo(copy);
            return copy;
        }
    }
}
