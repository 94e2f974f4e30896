using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;
using Microsoft.ML.Transforms;
using ResNetMLNet.Pipelines.Common.Data;
using ResNetMLNet.Transforms;
using ResNetMLNet.Weights;

namespace ResNetMLNet.Pipelines.ImageFolder.Checking;

/// <summary>How doubtful labels are found: a linear classifier on what a pretrained network sees in the pictures.</summary>
/// <param name="ml">The context.</param>
internal sealed class LabelScoring(MLContext ml)
{
    private const string Picture = nameof(Picture);
    private const string Pixels = nameof(Pixels);

    // As torchvision resizes to 256 and cuts out 224.
    private const int ResizeTo = 256;

    // With features of length 1. Less believes each label; more believes none.
    private const float Regularization = 1;

    /// <summary>What makes the features of pictures.</summary>
    /// <param name="weights">The weights of the network.</param>
    /// <param name="maximumPixels">The most pixels that a picture may have.</param>
    public EstimatorChain<ColumnSelectingTransformer> Featurizer(PretrainedWeights weights, long maximumPixels) =>
        ml.Transforms.LoadPictures(Picture, ColumnNames.ImagePath, maximumPixels: maximumPixels)
            .Append(ml.Transforms.ImagesToFeatures(
                Pixels, Picture, resizeTo: ResizeTo, mean: ImageNet.Mean, standardDeviation: ImageNet.StandardDeviation))
            .Append(ml.Transforms.ResNetFeaturizer(ColumnNames.Features, Pixels, weights))
            .Append(ml.Transforms.SelectColumns(ColumnNames.Label, ColumnNames.Features));

    /// <summary>What learns from the features.</summary>
    public EstimatorChain<MulticlassPredictionTransformer<MaximumEntropyModelParameters>> Trainer() =>
        ml.Transforms.NormalizeLpNorm(ColumnNames.Features)
            .Append(ml.MulticlassClassification.Trainers.LbfgsMaximumEntropy(new LbfgsMaximumEntropyMulticlassTrainer.Options
            {
                L1Regularization = 0,
                L2Regularization = Regularization,

                // The order of a sum decides its last digits.
                NumberOfThreads = 1,
            }));
}
