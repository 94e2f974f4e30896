using Microsoft.ML;
using ResNetMLNet.Transforms.Featurization;
using ResNetMLNet.Transforms.Pictures;

namespace ResNetMLNet.Training.Images;

/// <summary>A view with the columns that are read of it, checked.</summary>
/// <param name="View">The view.</param>
/// <param name="Feature">The column of images.</param>
/// <param name="Image">The shape of an image.</param>
/// <param name="Label">The column of labels.</param>
/// <param name="Weights">Where the weights come from; null for none.</param>
internal sealed record ImageSource(
    IDataView View, DataViewSchema.Column Feature, ImageShape Image, LabelColumn Label, ExampleWeights? Weights)
{
    /// <summary>The columns for labels and weights.</summary>
    public IEnumerable<DataViewSchema.Column> LabelColumns =>
        Weights?.Column is { } weight ? [Label.Column, weight] : [Label.Column];

    /// <summary>Whether rows may have no picture; their features are NaN.</summary>
    public bool LacksPictures => FeatureSource.Of(Feature)?.Picture.Unreadable == UnreadablePictures.Missing;
}
