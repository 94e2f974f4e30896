using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.TorchSharp;
using Microsoft.ML.Transforms;
using ResNetMLNet.Training;
using ResNetMLNet.Transforms;

namespace ResNetMLNet.Pipelines.Claims;

/// <summary>The chain: a cause by the text, an item by the photo, a decision by both.</summary>
internal static class ClaimPipeline
{
    private const int PhotoSize = 32;

    /// <summary>Makes the pipeline.</summary>
    /// <param name="ml">The context.</param>
    /// <param name="folder">The folder that relative paths of photos begin at.</param>
    /// <param name="epochs">Passes over the claims, of the text trainer and of ours.</param>
    public static IEstimator<ITransformer> Create(MLContext ml, string folder, int epochs) =>
        Cause(ml, epochs).Append(Item(ml, folder, epochs)).Append(Decision(ml));

    private static EstimatorChain<KeyToValueMappingTransformer> Cause(MLContext ml, int epochs) =>
        ml.Transforms.Conversion.MapValueToKey("CauseLabel", nameof(Claim.Cause))
            .Append(ml.MulticlassClassification.Trainers.TextClassification(
                labelColumnName: "CauseLabel",
                scoreColumnName: "CauseScore",
                outputColumnName: nameof(Answer.PredictedCause),
                sentence1ColumnName: nameof(Claim.Text),
                batchSize: 8,
                maxEpochs: epochs))
            .Append(ml.Transforms.Conversion.MapKeyToValue(nameof(Answer.PredictedCause)));

    private static EstimatorChain<KeyToValueMappingTransformer> Item(MLContext ml, string folder, int epochs) =>
        ml.Transforms.Conversion.MapValueToKey("ItemLabel", nameof(Claim.Item))
            .Append(ml.Transforms.LoadPictures("Picture", nameof(Claim.Photo), folder))
            .Append(ml.Transforms.ImagesToFeatures("ItemFeatures", "Picture", PhotoSize, PhotoSize))
            .Append(ml.MulticlassClassification.Trainers.ResNet(new ResNetTrainer.Options
            {
                LabelColumnName = "ItemLabel",
                FeatureColumnName = "ItemFeatures",
                ScoreColumnName = "ItemScore",
                PredictedLabelColumnName = nameof(Answer.PredictedItem),
                Epoch = epochs,
                BatchSize = 16,
            }))
            .Append(ml.Transforms.Conversion.MapKeyToValue(nameof(Answer.PredictedItem)));

    // The text's scores are logits and the photo's probabilities: normalized, they weigh alike.
    private static EstimatorChain<KeyToValueMappingTransformer> Decision(MLContext ml) =>
        ml.Transforms.Concatenate("Features", "CauseScore", "ItemScore")
            .Append(ml.Transforms.NormalizeMeanVariance("Features"))
            .Append(ml.Transforms.Conversion.MapValueToKey("Label", nameof(Claim.Decision)))
            .AppendCacheCheckpoint(ml)
            .Append(ml.MulticlassClassification.Trainers.LbfgsMaximumEntropy())
            .Append(ml.Transforms.Conversion.MapKeyToValue("PredictedLabel"));
}
