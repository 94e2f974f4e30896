using ResNetMLNet.Transforms.Featurization;
using SkiaSharp;

namespace ResNetMLNet.Transforms.HeatMaps;

/// <summary>Where heat maps of a size lie on pictures that were resized and cut at their centre before they were looked at.</summary>
/// <param name="Height">The height of the heat maps in pixels.</param>
/// <param name="Width">Their width.</param>
/// <param name="ResizeTo">What the shorter side of a picture was resized to.</param>
internal sealed record HeatMapCrop(int Height, int Width, int ResizeTo)
{
    /// <summary>Where heat maps lie on the pictures that features are made of.</summary>
    public static HeatMapCrop Of(ImagesToFeaturesTransformer features) =>
        new(features.Output.Height, features.Output.Width, features.ResizeTo);

    /// <summary>The place in pixels of a picture; it reaches beyond one that was put in the middle of black.</summary>
    /// <param name="height">The height of the picture.</param>
    /// <param name="width">Its width.</param>
    public SKRect On(int height, int width)
    {
        var (rows, columns) = CropAxis.Of(height, width, ResizeTo, Height, Width);
        var ((top, allRows), (left, allColumns)) = (rows.Extent, columns.Extent);
        return SKRect.Create((float)left, (float)top, (float)allColumns, (float)allRows);
    }
}
