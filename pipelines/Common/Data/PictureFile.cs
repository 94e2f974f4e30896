using SkiaSharp;

namespace ResNetMLNet.Pipelines.Common.Data;

/// <summary>A picture file whose header is read, and whose pixels are decoded when they are asked for.</summary>
internal sealed class PictureFile : IDisposable
{
    // A JPEG decoder leaves out most of its work for an eighth of the size, and still reads the file to its end.
    private const float SmallestScale = 1 / 8f;

    private readonly FileStream _stream;
    private readonly SKCodec _codec;

    private PictureFile(FileStream stream, SKCodec codec)
    {
        _stream = stream;
        _codec = codec;
    }

    /// <summary>The width in pixels.</summary>
    public int Width => _codec.Info.Width;

    /// <summary>The height in pixels.</summary>
    public int Height => _codec.Info.Height;

    /// <summary>Opens a picture and reads its header.</summary>
    /// <param name="file">The file, which exists.</param>
    /// <param name="mostPixels">The most pixels that are taken: a small file can claim any number of them.</param>
    /// <exception cref="UnreadablePictureException">It is no picture, or a too large one.</exception>
    public static PictureFile Open(string file, long mostPixels)
    {
        // Opening a pipe, whose length is 0, would wait for somebody to write to it.
        if (new FileInfo(file).Length == 0)
            throw new UnreadablePictureException("it is empty");
        var stream = File.OpenRead(file);
        var codec = SKCodec.Create(stream);
        if (codec is not null && (long)codec.Info.Width * codec.Info.Height <= mostPixels)
            return new PictureFile(stream, codec);

        var reason = codec is null
            ? "it is not a picture of a known format"
            : $"its {codec.Info.Width} x {codec.Info.Height} pixels are too many";
        codec?.Dispose();
        stream.Dispose();
        throw new UnreadablePictureException(reason);
    }

    /// <summary>Decodes the picture.</summary>
    /// <returns>Its premultiplied colours.</returns>
    /// <exception cref="UnreadablePictureException">It is damaged or cut short.</exception>
    public SKBitmap Decode()
    {
        var bitmap = new SKBitmap(InfoOf(_codec.Info.Size));
        if (_codec.GetPixels(bitmap.Info, bitmap.GetPixels()) == SKCodecResult.Success)
            return bitmap;
        bitmap.Dispose();
        throw Damaged();
    }

    /// <summary>Decodes the picture as small and as little of it at a time as its format allows, and keeps nothing.</summary>
    /// <exception cref="UnreadablePictureException">It is damaged or cut short.</exception>
    public void Check()
    {
        var info = InfoOf(_codec.GetScaledDimensions(SmallestScale));
        if (_codec.StartScanlineDecode(info) == SKCodecResult.Success)
            CheckRows(info);
        else
            Decode().Dispose();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _codec.Dispose();
        _stream.Dispose();
    }

    private void CheckRows(SKImageInfo info)
    {
        using var row = new SKBitmap(info.WithSize(info.Width, 1));
        for (var y = 0; y < info.Height; y++)
        {
            if (_codec.GetScanlines(row.GetPixels(), 1, row.RowBytes) < 1)
                throw Damaged();
        }
    }

    private static SKImageInfo InfoOf(SKSizeI size) =>
        new(size.Width, size.Height, SKColorType.Rgba8888, SKAlphaType.Premul);

    private static UnreadablePictureException Damaged() => new("it is damaged or cut short");
}
