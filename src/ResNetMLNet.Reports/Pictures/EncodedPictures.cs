using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using ResNetMLNet.Transforms.Pictures;
using SkiaSharp;

namespace ResNetMLNet.Reports.Pictures;

/// <summary>
/// Paths of picture files, or their bytes, which <see cref="LoadPicturesTransformer"/> reads; it takes the one for the other.
/// </summary>
internal sealed class EncodedPictures(PictureSource source) : PictureColumn(source.ColumnName)
{
    // Stored, not compressed, which takes many times as long as all else.
    private static readonly SKPngEncoderOptions _stored = new(SKPngEncoderFilterFlags.NoFilters, zLibLevel: 0);

    /// <inheritdoc/>
    public override Func<SKBitmap?> Getter(DataViewRow row)
    {
        var next = source.Getter(row, source.In(row.Schema)!.Value);
        return () => Read(next());
    }

    /// <inheritdoc/>
    public override IDataView Change(MLContext ml, IDataView data, Func<SKBitmap, SKBitmap> change)
    {
        var column = source.In(data.Schema)!.Value;
        return PictureSource.IsPath(column.Type)
            ? Mapped(ml, data, column, (in ReadOnlyMemory<char> path, ref VBuffer<byte> content) =>
                Encode(new EncodedContent(Path.Combine(source.ImageFolder ?? "", path.ToString()), default, 0), change, ref content))
            : Mapped(ml, data, column, (in VBuffer<byte> bytes, ref VBuffer<byte> content) =>
                Encode(new EncodedContent(null, bytes.DenseValues().ToArray(), 0), change, ref content));
    }

    private SKBitmap? Read(EncodedContent content)
    {
        try
        {
            using var encoded = content.Open(source.Rules);
            using var picture = encoded.Decode();
            return ImagePictures.Bitmap(picture);
        }
        catch (UnreadablePictureException) when (source.Unreadable == UnreadablePictures.Missing)
        {
            return null;
        }
        catch (UnreadablePictureException exception)
        {
            throw new InvalidOperationException(PictureText.Unreadable(source, content, exception), exception);
        }
    }

    // No bytes are no picture either.
    private void Encode(EncodedContent content, Func<SKBitmap, SKBitmap> change, ref VBuffer<byte> changed)
    {
        using var before = Read(content);
        if (before is null)
        {
            changed = default;
            return;
        }
        using var after = change(before);
        using var pixels = after.PeekPixels();
        using var png = pixels.Encode(_stored);
        var bytes = png.ToArray();
        changed = new VBuffer<byte>(bytes.Length, bytes);
    }

    private static IDataView Mapped<TSource>(
        MLContext ml, IDataView data, DataViewSchema.Column column, ValueMapper<TSource, VBuffer<byte>> mapper) =>
        LambdaColumnMapper.Create(
            (IHostEnvironment)ml,
            nameof(EncodedPictures),
            data,
            column.Name,
            column.Name,
            column.Type,
            new VectorDataViewType(NumberDataViewType.Byte),
            mapper);
}
