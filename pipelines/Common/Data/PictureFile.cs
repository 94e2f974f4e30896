using SkiaSharp;

namespace ResNetMLNet.Pipelines.Common.Data;

/// <summary>A picture file whose header is read, and whose pixels are decoded when they are asked for.</summary>
internal sealed class PictureFile : IDisposable
{
    // A JPEG decoder leaves out most of its work for an eighth of the size, and still reads the file to its end.
    private const float SmallestScale = 1 / 8f;

    private readonly Stream _stream;
    private readonly SKCodec _codec;

    private PictureFile(Stream stream, SKCodec codec)
    {
        _stream = stream;
        _codec = codec;
    }

    /// <summary>The width in pixels.</summary>
    public int Width => _codec.Info.Width;

    /// <summary>The height in pixels.</summary>
    public int Height => _codec.Info.Height;

    /// <summary>The format that the content is in, whatever the file is called.</summary>
    public SKEncodedImageFormat Format => _codec.EncodedFormat;

    /// <summary>Opens a picture and reads its header.</summary>
    /// <param name="file">The file, which exists.</param>
    /// <param name="mostPixels">The most pixels that are taken: a small file can claim any number of them.</param>
    /// <exception cref="UnreadablePictureException">It is no picture, or a too large one.</exception>
    public static PictureFile Open(string file, long mostPixels)
    {
        // Opening a pipe, whose length is 0, would wait for somebody to write to it.
        if (new FileInfo(file).Length == 0)
            throw new UnreadablePictureException("it is empty");
        return Open(File.OpenRead(file), mostPixels);
    }

    /// <summary>Opens the content of a picture file and reads its header.</summary>
    /// <param name="stream">The content, which is disposed of with the picture.</param>
    /// <param name="mostPixels">The most pixels that are taken: little content can claim any number of them.</param>
    /// <exception cref="UnreadablePictureException">It is no picture, or a too large one.</exception>
    public static PictureFile Open(Stream stream, long mostPixels)
    {
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
    public SKBitmap Decode() => Decode(_codec.Info.Size);

    /// <summary>Decodes the picture to its end as small or as little of it as its format allows, and keeps nothing.</summary>
    /// <exception cref="UnreadablePictureException">It is damaged or cut short.</exception>
    public void Check()
    {
        if (DecodeLastRow() is not { } result)
            Decode(_codec.GetScaledDimensions(SmallestScale)).Dispose();
        else if (result != SKCodecResult.Success)
            throw Damaged();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _codec.Dispose();
        _stream.Dispose();
    }

    private SKBitmap Decode(SKSizeI size)
    {
        var bitmap = new SKBitmap(InfoOf(size));
        if (_codec.GetPixels(bitmap.Info, bitmap.GetPixels()) == SKCodecResult.Success)
            return bitmap;
        bitmap.Dispose();
        throw Damaged();
    }

    /// <summary>The last row comes after all others, none of which is kept; null where the format has no such way.</summary>
    private SKCodecResult? DecodeLastRow()
    {
        var info = InfoOf(_codec.Info.Size);
        using var row = new SKBitmap(info.WithSize(info.Width, 1));
        var lastRow = new SKCodecOptions(SKRectI.Create(0, info.Height - 1, info.Width, 1));
        return _codec.StartIncrementalDecode(info, row.GetPixels(), row.RowBytes, lastRow) == SKCodecResult.Success
            ? _codec.IncrementalDecode()
            : null;
    }

    private static SKImageInfo InfoOf(SKSizeI size) =>
        new(size.Width, size.Height, SKColorType.Rgba8888, SKAlphaType.Premul);

    private static UnreadablePictureException Damaged() => new("it is damaged or cut short");
}
