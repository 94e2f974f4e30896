using System.Numerics;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using ResNetMLNet.Transforms.Featurization;
using ResNetMLNet.Transforms.Pictures;
using SkiaSharp;

namespace ResNetMLNet.Reports.Pictures;

/// <summary>Vectors of pixels from 0 to 255, planes of rows: grey ones, or red, green and blue.</summary>
internal sealed class PixelPictures(DataViewSchema.Column column, ImageShape shape) : PictureColumn(column.Name)
{
    private bool IsByte => ((VectorDataViewType)column.Type).ItemType == NumberDataViewType.Byte;

    // All black ones may come first.
    private const int RowsLookedAt = 16;

    /// <summary>Whether the first rows look like pixels: numbers may as well be features, or pixels from 0 to 1.</summary>
    public bool AreIn(IDataView data)
    {
        if (IsByte)
            return true;
        var values = data.GetColumn<float[]>(column).Take(RowsLookedAt).SelectMany(row => row).ToList();
        return values.TrueForAll(value => value is >= 0 and <= byte.MaxValue) && values.Exists(value => value > 1);
    }

    /// <inheritdoc/>
    public override Func<SKBitmap?> Getter(DataViewRow row) => IsByte ? Getter<byte>(row) : Getter<float>(row);

    /// <inheritdoc/>
    public override IDataView Change(MLContext ml, IDataView data, Func<SKBitmap, SKBitmap> change) =>
        IsByte ? Change<byte>(ml, data, change) : Change<float>(ml, data, change);

    private Func<SKBitmap> Getter<T>(DataViewRow row)
        where T : struct, INumber<T>
    {
        var get = row.GetGetter<VBuffer<T>>(row.Schema[Name]);
        VBuffer<T> pixels = default;
        return () =>
        {
            get(ref pixels);
            return Bitmap(pixels);
        };
    }

    private IDataView Change<T>(MLContext ml, IDataView data, Func<SKBitmap, SKBitmap> change)
        where T : struct, INumber<T> =>
        LambdaColumnMapper.Create(
            (IHostEnvironment)ml,
            nameof(PixelPictures),
            data,
            Name,
            Name,
            column.Type,
            column.Type,
            (in VBuffer<T> pixels, ref VBuffer<T> changed) =>
            {
                using var before = Bitmap(pixels);
                using var after = change(before);
                changed = Pixels<T>(after);
            });

    private SKBitmap Bitmap<T>(VBuffer<T> pixels)
        where T : struct, INumber<T>
    {
        var values = new T[shape.Size];
        pixels.CopyTo(values);
        var bitmap = new SKBitmap(shape.Width, shape.Height, SKColorType.Rgba8888, SKAlphaType.Opaque);
        var plane = shape.Height * shape.Width;
        var to = bitmap.Pixels32();
        for (var i = 0; i < plane; i++)
        {
            var red = Byte(values[i]);
            var (green, blue) = shape.Channels == 1 ? (red, red) : (Byte(values[plane + i]), Byte(values[(2 * plane) + i]));
            to[i] = red | (green << 8) | (blue << 16) | 0xFF000000;
        }
        return bitmap;
    }

    private VBuffer<T> Pixels<T>(SKBitmap bitmap)
        where T : struct, INumber<T>
    {
        var values = new T[shape.Size];
        var plane = shape.Height * shape.Width;
        var from = bitmap.Pixels32();
        for (var i = 0; i < values.Length; i++)
            values[i] = T.CreateTruncating((byte)(from[i % plane] >> (8 * (i / plane))));
        return new VBuffer<T>(values.Length, values);
    }

    private static uint Byte<T>(T value)
        where T : struct, INumber<T> =>
        (uint)Math.Clamp(Math.Round(double.CreateTruncating(value)), 0, byte.MaxValue);
}
