using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace ResNetMLNet.Transforms.Featurization;

/// <summary>Turns pixels into features of a size, scaled and normalized. Fitting learns nothing.</summary>
/// <remarks>
/// <para>To make it, use <see cref="FeaturizationCatalog.PixelsToFeatures"/>.</para>
/// <para>
/// The input is a vector of <see cref="byte"/> or <see cref="float"/> of known size, shaped (channels, height, width) or
/// (height, width), or one dimension that makes a square image of one or three channels. The output is a vector of
/// <see cref="float"/> shaped (channels, height, width), whose slots are named by channel, row and column: <c>c0.y3.x5</c>. Missing
/// values stay missing. A row with fewer or more pixels than the column declares, or none, is an error.
/// </para>
/// </remarks>
public sealed class PixelsToFeaturesEstimator : TrivialEstimator<PixelsToFeaturesTransformer>
{
    internal PixelsToFeaturesEstimator(IHostEnvironment environment, PixelsToFeaturesTransformer transformer)
        : base(environment.Register(nameof(PixelsToFeaturesEstimator)), transformer)
    {
    }

    /// <summary>The schema after the transform, as far as it is known before there is data.</summary>
    /// <param name="inputSchema">The schema of the data.</param>
    /// <returns>The input's columns with the features.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The pixel column is missing or of a wrong type.</exception>
    public override SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        if (!inputSchema.TryFindColumn(Transformer.InputColumnName, out var pixels))
            throw Host.ExceptSchemaMismatch(nameof(inputSchema), "pixel", Transformer.InputColumnName);
        if (pixels.Kind != SchemaShape.Column.VectorKind.Vector || pixels.IsKey || !PixelsToFeaturesTransformer.CanRead(pixels.ItemType))
        {
            throw Host.ExceptSchemaMismatch(
                nameof(inputSchema),
                "pixel",
                Transformer.InputColumnName,
                PixelsToFeaturesTransformer.ExpectedType,
                pixels.GetTypeString());
        }
        return inputSchema.WithImages(Transformer.OutputColumnName);
    }
}
