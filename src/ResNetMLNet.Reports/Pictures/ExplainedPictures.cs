using Microsoft.ML;
using Microsoft.ML.Data;
using ResNetMLNet.Transforms.Featurization;
using ResNetMLNet.Transforms.HeatMaps;
using ResNetMLNet.Transforms.Interop;
using SkiaSharp;
using ResNetMLNet.Transforms.Scoring;

namespace ResNetMLNet.Reports.Pictures;

/// <summary>Pictures with heat maps over them.</summary>
internal static class ExplainedPictures
{
    private const string HeatMap = "HeatMap";

    /// <summary>
    /// The pictures of rows, each to be disposed of, in their order; null where a picture is missing, or the map is the same everywhere, as
    /// that of a network whose last maps have one pixel.
    /// </summary>
    /// <param name="pictures">The column of pictures.</param>
    /// <param name="explained">The model that makes heat maps.</param>
    /// <param name="data">The rows.</param>
    /// <exception cref="ArgumentException">The model makes no heat maps.</exception>
    public static IEnumerable<SKBitmap?> Of(PictureColumn pictures, ITransformer explained, IDataView data)
    {
        var scored = explained.Transform(data);
        if (scored.Schema.GetColumnOrNull(HeatMap) is not { Type: VectorDataViewType { Dimensions.Length: 2 } type } column)
            throw new ArgumentException($"The explained model has no column '{HeatMap}' of height and width: make it by ml.Model.Explain.");
        var crop = ChainMembers.Of(explained).OfType<ImagesToFeaturesTransformer>().Select(HeatMapCrop.Of).FirstOrDefault();
        using var cursor = scored.GetRowCursor([column, scored.Schema[pictures.Name]]);
        var getPicture = pictures.Getter(cursor);
        var getHeatMap = cursor.GetGetter<VBuffer<float>>(column);
        VBuffer<float> heatMap = default;
        while (cursor.MoveNext())
        {
            getHeatMap(ref heatMap);
            float[] values = [.. heatMap.DenseValues()];
            if (values.AsSpan().IndexOfAnyExcept(values[0]) < 0 || getPicture() is not { } bitmap)
            {
                yield return null;
                continue;
            }
            using var picture = PictureMemory.ToPicture(bitmap);
            var place = crop?.On(picture.Height, picture.Width) ?? SKRect.Create(picture.Width, picture.Height);
            using var drawn = HeatMapDrawing.Over(picture, values, type.Dimensions[1], place);
            yield return ImagePictures.Bitmap(drawn);
        }
    }
}
