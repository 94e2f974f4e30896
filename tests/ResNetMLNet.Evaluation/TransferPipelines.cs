using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;
using ResNetMLNet.Scoring;
using ResNetMLNet.Training.Recipes;
using ResNetMLNet.Transforms;
using ResNetMLNet.Transforms.Featurization;

namespace ResNetMLNet.Evaluation;

/// <summary>Ways to learn to tell images apart, made as the quick recipe makes them.</summary>
internal sealed class TransferPipelines(MLContext ml)
{
    private const string Image = nameof(Image);

    private static readonly ResNetRecipe _recipe = ResNetRecipe.Quick;

    /// <summary>The quick recipe with smaller batches and steps, so that few images give many steps.</summary>
    public EstimatorChain<ResNetTransformer> Network(int epochs, int batchSize, double learningRate)
    {
        var options = _recipe.CreateOptions();
        options.FeatureColumnName = Image;
        options.Epoch = epochs;
        options.BatchSize = batchSize;
        options.LearningRate = learningRate;
        return Pixels().Append(ml.MulticlassClassification.Trainers.ResNet(options));
    }

    /// <summary>A linear classifier on what a network sees.</summary>
    public IEstimator<ITransformer> OnFeatures(ResNetTransformer model) => Linear(
        Pixels().Append(ml.Transforms.ResNetFeaturizer("Features", Image, model)));

    /// <summary>SDCA on features of one scale: as they are, those of a badly trained network gave it no right answer.</summary>
    private EstimatorChain<MulticlassPredictionTransformer<MaximumEntropyModelParameters>> Linear<T>(EstimatorChain<T> features)
        where T : class, ITransformer =>
        features.AppendCacheCheckpoint(ml)
            .Append(ml.Transforms.NormalizeMinMax("Features"))
            .Append(ml.MulticlassClassification.Trainers.SdcaMaximumEntropy());

    private PixelsToFeaturesEstimator Pixels() => ml.Transforms.PixelsToFeatures(
        Image,
        "Pixels",
        _recipe.ImageSize,
        _recipe.ImageSize,
        mean: _recipe.PixelMean,
        standardDeviation: _recipe.PixelStandardDeviation);
}
