using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Microsoft.ML.Transforms.Image;
using ResNetMLNet.Transforms.Pictures;

namespace ResNetMLNet.Transforms.Featurization;

/// <summary>Turns pictures into features: resized, cut at the centre, scaled and normalized. Fitting learns nothing.</summary>
/// <remarks>
/// <para>To make it, use <see cref="FeaturizationCatalog.ImagesToFeatures"/>.</para>
/// <para>
/// The input is a column of <see cref="MLImage"/>, as <c>LoadPictures</c> makes it. The output is a vector of
/// <see cref="float"/> shaped (channels, height, width), whose slots are named by channel, row and column: <c>c0.y3.x5</c>. A row
/// without a picture is an error, unless <c>LoadPictures</c> lets pictures be missing: its features are NaN then.
/// </para>
/// </remarks>
public sealed class ImagesToFeaturesEstimator : TrivialEstimator<ImagesToFeaturesTransformer>
{
    internal ImagesToFeaturesEstimator(IHostEnvironment environment, ImagesToFeaturesTransformer transformer)
        : base(environment.Register(nameof(ImagesToFeaturesEstimator)), transformer)
    {
    }

    /// <summary>The schema after the transform, as far as it is known before there is data.</summary>
    /// <param name="inputSchema">The schema of the data.</param>
    /// <returns>The input's columns with the features.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The image column is missing or of a wrong type.</exception>
    public override SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        if (!inputSchema.TryFindColumn(Transformer.InputColumnName, out var images))
            throw Host.ExceptSchemaMismatch(nameof(inputSchema), "image", Transformer.InputColumnName);
        if (images.Kind != SchemaShape.Column.VectorKind.Scalar || images.ItemType is not ImageDataViewType)
        {
            throw Host.ExceptSchemaMismatch(
                nameof(inputSchema),
                "image",
                Transformer.InputColumnName,
                ImagesToFeaturesTransformer.ExpectedType,
                images.GetTypeString());
        }
        return inputSchema.WithImages(
            Transformer.OutputColumnName,
            SourceAnnotation<PictureSource>.IsPromised(images) ? [SourceAnnotation<FeatureSource>.Promise] : []);
    }
}
