using System.Buffers;
using Microsoft.ML.Data;
using ResNetMLNet.Transforms.Interop;
using SkiaSharp;

namespace ResNetMLNet.Transforms.Pictures;

/// <summary>A picture whose header is read, and whose pixels are decoded when they are asked for; for one thread at a time.</summary>
internal sealed class EncodedPicture : IDisposable
{
    // JPEG's decoder makes pictures of an eighth to eight eighths of their size, the smaller the faster.
    private const int ScaleSteps = 8;

    // Seven eighths take longer than all of them, for which the decoder has vector instructions.
    private const int SlowStep = 7;

    // Colours are stored at half of the size and blended with those beside them, but for those at the edge of what is decoded,
    // and where there are fewer than three in a row.
    private const int ColorMargin = 4;

    private readonly PictureRules _rules;
    private readonly SKCodec _codec;
    private readonly PictureOrientation _orientation;
    private readonly ReadOnlyMemory<byte> _content;
    private MemoryHandle _pinned;

    private EncodedPicture(
        PictureRules rules, PictureFormat format, SKCodec codec, int orientation, ReadOnlyMemory<byte> content, MemoryHandle pinned)
    {
        (_rules, Format, _codec, _content, _pinned) = (rules, format, codec, content, pinned);
        _orientation = new PictureOrientation(orientation);
        (Width, Height) = _orientation.Upright(codec.Info.Width, codec.Info.Height);
    }

    /// <summary>The width in pixels of the upright picture.</summary>
    public int Width { get; }

    /// <summary>The height in pixels of the upright picture.</summary>
    public int Height { get; }

    /// <summary>The format that the content is in, whatever the file is called.</summary>
    public PictureFormat Format { get; }

    /// <summary>Opens a picture and reads its header.</summary>
    /// <param name="file">The file.</param>
    /// <param name="rules">What to obey.</param>
    /// <exception cref="UnreadablePictureException">
    /// It cannot be read as a file, is no picture of a known format, or a too large one; the message says why, as the end of a
    /// sentence, without the file's name.
    /// </exception>
    public static EncodedPicture Open(string file, PictureRules rules) => Open(PictureFile.Read(file, rules), rules);

    /// <summary>Opens the content of a picture file and reads its header.</summary>
    /// <param name="content">The content, which must not change until the picture is disposed of.</param>
    /// <param name="rules">What to obey.</param>
    /// <exception cref="UnreadablePictureException">It is no picture of a known format, or a too large one.</exception>
    public static unsafe EncodedPicture Open(ReadOnlyMemory<byte> content, PictureRules rules)
    {
        var format = PictureSignatures.FormatOf(content.Span);
        if (format == PictureFormat.Jpeg && !JpegMarks.AreKnown(content.Span))
            throw UnreadablePictureException.Damaged();
        var pixels = format == PictureFormat.Png ? PngContent.Pixels(content.Span) : content;
        var pinned = pixels.Pin();
        SKCodec? codec = null;
        try
        {
            using var data = SKData.Create((nint)pinned.Pointer, pixels.Length);
            codec = SKCodec.Create(data) ?? throw RefusedPicture.ByHeader(content.Span, format, rules);
            rules.CheckSize((uint)codec.Info.Width, (uint)codec.Info.Height);
            return new EncodedPicture(rules, format, codec, OrientationOf(content.Span, format, codec), content, pinned);
        }
        catch
        {
            codec?.Dispose();
            pinned.Dispose();
            throw;
        }
    }

    /// <summary>Decodes the picture.</summary>
    /// <returns>The upright picture, opaque over the background.</returns>
    /// <exception cref="UnreadablePictureException">It is damaged or cut short.</exception>
    public MLImage Decode() => Decode(_codec.Info.Size);

    /// <summary>Decodes a part of the picture, and no more than needed where its format has a cheap way.</summary>
    /// <param name="part">The part of the upright picture.</param>
    /// <param name="width">The least width in pixels that the part is to have, if it has as many.</param>
    /// <param name="height">Its least height in pixels, likewise.</param>
    /// <param name="room">Where the pixels may be, until another picture is decoded there.</param>
    /// <returns>What was decoded, upright and opaque over the background, and where in it the part is.</returns>
    /// <exception cref="UnreadablePictureException">It is cut short, or damaged where it was decoded.</exception>
    public (MLImage Picture, PictureBox Part) DecodePart(PictureBox part, int width, int height, PictureRoom room)
    {
        var size = SizeFor(Needed(Width, width, part.Width), Needed(Height, height, part.Height));
        var (fullWidth, fullHeight) = _orientation.Upright(size.Width, size.Height);
        var scaled = part.Scaled(Height, Width, fullHeight, fullWidth);
        if (Format != PictureFormat.Jpeg || !JpegContent.HasEnd(_content.Span))
            return (Decode(size), scaled);
        var decoded = scaled.Grown(ColorMargin, fullHeight, fullWidth);
        var stored = _orientation.Stored(decoded, size.Width, size.Height);
        return (Upright(DecodePart(size, stored, room)), scaled.Within(decoded));
    }

    /// <summary>Decodes the picture to its end as small or as little of it as its format allows, and keeps nothing.</summary>
    /// <exception cref="UnreadablePictureException">It is damaged or cut short.</exception>
    public void Check()
    {
        if (Format == PictureFormat.Png)
            CheckRows();
        else
            DecodeStored(ScaledSizes().First()).Dispose();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _codec.Dispose();
        _pinned.Dispose();
    }

    private static int OrientationOf(ReadOnlySpan<byte> content, PictureFormat format, SKCodec codec) => format switch
    {
        PictureFormat.Png => ExifOrientation.Of(PngContent.Exif(content)),
        PictureFormat.WebP => ExifOrientation.Of(WebPContent.Exif(content)),
        _ => (int)codec.EncodedOrigin,
    };

    /// <summary>The sizes that can be decoded, as the picture is stored, from the smallest to its own.</summary>
    private IEnumerable<SKSizeI> ScaledSizes() => Format == PictureFormat.Jpeg
        ? Enumerable.Range(1, ScaleSteps)
            .Where(step => step != SlowStep)
            .Select(step => _codec.GetScaledDimensions((float)step / ScaleSteps))
        : [_codec.Info.Size];

    private static int Needed(int size, int wanted, int part) => (int)Math.Min(size, (((long)size * wanted) + part - 1) / part);

    private SKSizeI SizeFor(int width, int height)
    {
        (width, height) = _orientation.Upright(width, height);
        return ScaledSizes().First(size => size.Width >= width && size.Height >= height || size == _codec.Info.Size);
    }

    private MLImage Decode(SKSizeI size) => Upright(DecodeStored(size));

    private MLImage Upright(SKBitmap stored)
    {
        if (_orientation.IsUpright)
            return PictureMemory.ToPicture(stored);
        using (stored)
        {
            var (width, height) = _orientation.Upright(stored.Width, stored.Height);
            var upright = BitmapPixels.Allocate(stored.Info.WithSize(width, height));
            _orientation.Turn(stored.Pixels32(), stored.Width, upright.Pixels32());
            return PictureMemory.ToPicture(upright);
        }
    }

    private SKBitmap DecodePart(SKSizeI size, PictureBox part, PictureRoom room)
    {
        var info = InfoOf(size);
        var bitmap = room.Bitmap(info.WithSize(part.Width, part.Height));
        Check(JpegContent.ReadPart(_codec, info, part, bitmap), bitmap);
        return bitmap;
    }

    private void Check(SKCodecResult result, SKBitmap bitmap)
    {
        if (result == SKCodecResult.Success)
            return;
        bitmap.Dispose();
        throw RefusedPicture.ByPixels(_content.Span, Format);
    }

    private SKBitmap DecodeStored(SKSizeI size)
    {
        var info = InfoOf(size);
        var bitmap = BitmapPixels.Allocate(info.WithAlphaType(SKAlphaType.Opaque));
        var result = Format == PictureFormat.Png
            ? ReadRows(info, bitmap, SKCodecOptions.Default)
            : _codec.GetPixels(info, bitmap.GetPixels());
        Check(result, bitmap);

        // Not only where the header tells of transparency: a damaged picture may have more than it tells.
        if (Format != PictureFormat.Jpeg)
            new PictureBackground(_rules.Background).PutBehind(bitmap.Pixels32());
        return bitmap;
    }

    /// <summary>Decodes the last row, which comes after all others, none of which is kept.</summary>
    private void CheckRows()
    {
        var info = InfoOf(_codec.Info.Size);
        using var row = BitmapPixels.Allocate(info.WithSize(info.Width, 1));
        var lastRow = new SKCodecOptions(SKRectI.Create(0, info.Height - 1, info.Width, 1));
        if (ReadRows(info, row, lastRow) != SKCodecResult.Success)
            throw UnreadablePictureException.Damaged();
    }

    // PNG's decoder ends by its last row this way, as Pillow's does, whatever follows.
    private SKCodecResult ReadRows(SKImageInfo info, SKBitmap bitmap, SKCodecOptions options)
    {
        var result = _codec.StartIncrementalDecode(info, bitmap.GetPixels(), bitmap.RowBytes, options);
        return result == SKCodecResult.Success ? _codec.IncrementalDecode() : result;
    }

    // Without a colour space pixels stay as they are stored, and unmultiplied those behind an alpha of 0 do too: as Pillow's.
    private SKImageInfo InfoOf(SKSizeI size) => new(
        size.Width,
        size.Height,
        SKColorType.Rgba8888,
        _codec.Info.AlphaType == SKAlphaType.Opaque ? SKAlphaType.Opaque : SKAlphaType.Unpremul);
}
