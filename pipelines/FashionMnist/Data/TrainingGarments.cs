using Microsoft.ML;
using Microsoft.ML.Data;
using ResNetMLNet.Pipelines.Common.Data;
using ResNetMLNet.Pipelines.Common.Output;
using ResNetMLNet.Pipelines.Common.Training;
using ResNetMLNet.Pipelines.FashionMnist.CommandLine.Training;
using ResNetMLNet.Transforms;
using Pixels = ResNetMLNet.Data.FashionMnist;

namespace ResNetMLNet.Pipelines.FashionMnist.Data;

/// <summary>The garments as a training takes them in.</summary>
internal sealed class TrainingGarments(TrainSettings settings) : ITrainingImages
{
    /// <inheritdoc/>
    public DataSet Load(MLContext ml, ProgramConsole console, CancellationToken cancellationToken) =>
        Garments.Load(ml, settings.Data, console, cancellationToken);

    /// <inheritdoc/>
    public EstimatorChain<ITransformer> CreateFeatures(MLContext ml) =>
        new EstimatorChain<ITransformer>().Append<ITransformer>(ml.Transforms.PixelsToFeatures(
            ColumnNames.Features,
            ModelInput.Pixels.Column,
            settings.ImageSize,
            settings.ImageSize,
            mean: settings.IsNormalized ? [Pixels.PixelMean] : null,
            standardDeviation: settings.IsNormalized ? [Pixels.PixelStandardDeviation] : null));

    /// <inheritdoc/>
    public DataSet WithoutLost(MLContext ml, DataSet data, ProgramConsole console, CancellationToken cancellationToken) => data;

    /// <inheritdoc/>
    public IReadOnlyList<Sample> Samples(MLContext ml, ITransformer model, DataSet data, int count, CancellationToken cancellationToken) =>
        PixelSamples.Of(ml, model, data.Scored.View, count);
}
