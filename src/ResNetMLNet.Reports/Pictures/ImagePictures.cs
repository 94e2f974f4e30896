using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using ResNetMLNet.Transforms.Interop;
using ResNetMLNet.Transforms.Pictures;
using SkiaSharp;

namespace ResNetMLNet.Reports.Pictures;

/// <summary>Pictures of <see cref="MLImage"/>.</summary>
internal sealed class ImagePictures(string name) : PictureColumn(name)
{
    /// <inheritdoc/>
    public override Func<SKBitmap?> Getter(DataViewRow row)
    {
        var get = row.GetGetter<MLImage>(row.Schema[Name]);
        MLImage picture = null!;
        return () =>
        {
            get(ref picture);
            return Bitmap(picture);
        };
    }

    /// <inheritdoc/>
    public override IDataView Change(MLContext ml, IDataView data, Func<SKBitmap, SKBitmap> change)
    {
        var type = data.Schema[Name].Type;
        return LambdaColumnMapper.Create(
            (IHostEnvironment)ml, nameof(ImagePictures), data, Name, Name, type, type, (in MLImage picture, ref MLImage changed) =>
            {
                using var before = Bitmap(picture);
                changed = PictureMemory.ToPicture(change(before));
            });
    }

    /// <summary>The pixels of a picture, RGBA.</summary>
    public static SKBitmap Bitmap(MLImage picture)
    {
        using var image = SKImage.FromPixelCopy(BitmapPixels.InfoOf(picture, SKAlphaType.Unpremul), picture.Pixels);
        var bitmap = new SKBitmap(picture.Width, picture.Height, SKColorType.Rgba8888, SKAlphaType.Unpremul);
        image.ReadPixels(bitmap.Info, bitmap.GetPixels());
        return bitmap;
    }
}
