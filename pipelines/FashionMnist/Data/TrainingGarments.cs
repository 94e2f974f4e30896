using Microsoft.ML;
using Microsoft.ML.Data;
using ResNetMLNet.Pipelines.Common.Data;
using ResNetMLNet.Pipelines.Common.Output;
using ResNetMLNet.Pipelines.Common.Training;
using ResNetMLNet.Pipelines.FashionMnist.CommandLine.Training;
using ResNetMLNet.Training.Images;
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
    public ImagePart HeldOut(MLContext ml, DataSet data)
    {
        // Those that the trainer holds out: it divides by the same labels and the same seed.
        var labels = data.Train.View.GetColumn<uint>(ColumnNames.Label).Select(key => (int)key - 1).ToArray();
        var heldOut = StratifiedSplit.HeldOut(labels, settings.Options.ValidationFraction!.Value, settings.Options.Seed!.Value);
        var view = ml.Data.FilterByStatefulCustomPredicate<Row, Place>(
            data.Train.View, (_, place) => !heldOut[place.Next++], place => place.Next = 0);
        return new ImagePart(view, heldOut.Count(isHeldOut => isHeldOut));
    }

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
    public IReadOnlyList<Sample> Samples(
        MLContext ml, ITransformer model, DataSet data, IEnumerable<long> positions, int count, CancellationToken cancellationToken) =>
        PixelSamples.Of(ml, model, data.Scored.View, [.. positions.Take(count)]);

    /// <summary>The column is not looked at: rows are counted.</summary>
    private sealed class Row
    {
        [KeyType(10)]
        public uint Label { get; set; }
    }

    private sealed class Place
    {
        public int Next { get; set; }
    }
}
