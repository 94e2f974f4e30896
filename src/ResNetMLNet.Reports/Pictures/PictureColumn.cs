using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;
using ResNetMLNet.Transforms.Featurization;
using ResNetMLNet.Transforms.Pictures;
using ResNetMLNet.Transforms.Scoring;
using SkiaSharp;

namespace ResNetMLNet.Reports.Pictures;

/// <summary>The column of a model's input that has pictures.</summary>
internal abstract class PictureColumn(string name)
{
    /// <summary>The column's name.</summary>
    public string Name => name;

    /// <summary>Finds the column; null if the model reads no pictures.</summary>
    /// <param name="model">The model.</param>
    /// <param name="data">What it is given.</param>
    public static PictureColumn? Of(ITransformer model, IDataView data)
    {
        // A chain that drops rows gives scores that are not in the places of their pictures.
        if (!model.IsRowToRowMapper)
            return null;
        var input = data.Schema;
        var members = ChainMembers.Of(model).ToList();
        if (members.OfType<LoadPicturesTransformer>().FirstOrDefault()?.Source is { } source && source.In(input) is not null)
            return new EncodedPictures(source);
        if (members.OfType<PixelsToFeaturesTransformer>().FirstOrDefault() is { } pixels
            && input.GetColumnOrNull(pixels.InputColumnName) is { } column)
        {
            return Pixels(column);
        }
        return input
            .Where(column => column.Type is ImageDataViewType)
            .Select(column => (PictureColumn?)new ImagePictures(column.Name))
            .FirstOrDefault()
            ?? input.Where(column => column.Type is VectorDataViewType { Dimensions.Length: 2 or 3 })
                .Select(Pixels)
                .FirstOrDefault(pixels => pixels?.AreIn(data) == true);
    }

    /// <summary>What gives the picture of the row where a cursor stands, RGBA, to be disposed of; null where it is missing.</summary>
    public abstract Func<SKBitmap?> Getter(DataViewRow row);

    /// <summary>The data with changed pictures in the place of the column.</summary>
    public abstract IDataView Change(MLContext ml, IDataView data, Func<SKBitmap, SKBitmap> change);

    private static PixelPictures? Pixels(DataViewSchema.Column column) =>
        ImageShape.Of(column.Type, out _) is { Channels: 1 or 3 } shape
        && PixelsToFeaturesTransformer.CanRead(((VectorDataViewType)column.Type).ItemType)
            ? new PixelPictures(column, shape)
            : null;
}
