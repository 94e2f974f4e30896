using Microsoft.ML;
using ResNetMLNet.Transforms.Pictures;

namespace ResNetMLNet.Transforms.Featurization;

/// <summary>Where features come from that ImagesToFeatures makes of pictures of LoadPictures.</summary>
/// <param name="Picture">Where the pictures come from.</param>
/// <param name="Output">The shape of the features.</param>
/// <param name="ResizeTo">The shorter side of resized pictures.</param>
/// <param name="Scaling">How bytes become features.</param>
internal sealed record FeatureSource(PictureSource Picture, ImageShape Output, int ResizeTo, PixelScaling Scaling)
{
    /// <summary>The source of a column of features; null where it is not known.</summary>
    public static FeatureSource? Of(DataViewSchema.Column column) => SourceAnnotation<FeatureSource>.Of(column);
}
