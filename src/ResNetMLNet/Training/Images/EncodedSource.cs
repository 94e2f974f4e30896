using Microsoft.ML;
using Microsoft.ML.Runtime;
using ResNetMLNet.Transforms.Featurization;
using ResNetMLNet.Transforms.Pictures;

namespace ResNetMLNet.Training.Images;

/// <summary>Where a view has the pictures that its features are made of.</summary>
/// <param name="Features">How features are made.</param>
/// <param name="Column">The column of paths or bytes.</param>
internal sealed record EncodedSource(FeatureSource Features, DataViewSchema.Column Column)
{
    private const string Remedy = $"Or set {nameof(ImageStorage)} to {nameof(ImageStorage.Memory)} or {nameof(ImageStorage.File)}.";

    /// <summary>Finds it.</summary>
    /// <exception cref="InvalidOperationException">It is not known, or not there any more.</exception>
    public static EncodedSource Of(IExceptionContext context, ImageSource source)
    {
        var features = FeatureSource.Of(source.Feature) ?? throw context.Except(
            $"{nameof(ImageStorage)} {nameof(ImageStorage.Encoded)} needs features that come of pictures, which column "
            + $"'{source.Feature.Name}' does not tell: make it by ImagesToFeatures of pictures of LoadPictures. {Remedy}");
        var column = features.Picture.In(source.View.Schema) ?? throw context.Except(
            $"{nameof(ImageStorage)} {nameof(ImageStorage.Encoded)} reads the pictures anew from column '{features.Picture.ColumnName}', "
            + $"which the view does not have any more, or has another of that name: keep it. {Remedy}");
        return new EncodedSource(features, column);
    }

    /// <summary>What gives the picture of the row where a cursor stands.</summary>
    public Func<EncodedContent> Getter(DataViewRow cursor) => Features.Picture.Getter(cursor, Column);

    /// <summary>Refuses features that are others than those of the same row's picture.</summary>
    /// <exception cref="InvalidOperationException">They are.</exception>
    public static void CheckSame(IExceptionContext context, ImageSource source, ReadOnlySpan<float> expected, ReadOnlySpan<float> features)
    {
        if (!expected.SequenceEqual(features))
        {
            throw context.Except(
                $"Column '{source.Feature.Name}' is not what ImagesToFeatures makes of the pictures: something has changed it behind "
                + $"that, or the file is another since. {nameof(ImageStorage)} {nameof(ImageStorage.Encoded)} takes the pictures "
                + $"themselves. {Remedy}");
        }
    }
}
