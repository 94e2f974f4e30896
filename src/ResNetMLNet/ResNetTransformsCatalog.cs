using Microsoft.ML;
using Microsoft.ML.Data;
using ResNetMLNet.Modeling;
using ResNetMLNet.Scoring;
using ResNetMLNet.Transforms;
using ResNetMLNet.Weights;

namespace ResNetMLNet;

/// <summary>Extension methods on <see cref="MLContext.Transforms"/>.</summary>
public static class ResNetTransformsCatalog
{
    /// <summary>
    /// Turns images into what a trained residual network sees in them, for any trainer of ML.NET: the vector that the network gives
    /// to its last layer.
    /// </summary>
    /// <param name="catalog">The transforms of <see cref="MLContext"/>.</param>
    /// <param name="outputColumnName">
    /// The column to be made, a vector of 512 <see cref="float"/>, or 2,048 behind bottleneck blocks.
    /// </param>
    /// <param name="inputColumnName">
    /// The column of images as the model was trained on them, a <see cref="float"/> vector shaped (channels, height, width) or
    /// (height, width); of another size, if wanted.
    /// </param>
    /// <param name="model">The trained model. Its network is copied when the estimator is fitted: it may then be disposed of.</param>
    /// <returns>The estimator.</returns>
    public static ResNetFeaturizingEstimator ResNetFeaturizer(
        this TransformsCatalog catalog, string outputColumnName, string inputColumnName, ResNetTransformer model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return ResNetFeaturizer(catalog, outputColumnName, inputColumnName, FeaturizingNetwork.Of(model));
    }

    /// <summary>
    /// Turns images into what a pretrained residual network sees in them, for any trainer of ML.NET: the vector that the network
    /// gives to its last layer.
    /// </summary>
    /// <param name="catalog">The transforms of <see cref="MLContext"/>.</param>
    /// <param name="outputColumnName">
    /// The column to be made, a vector of 512 <see cref="float"/>, or 2,048 behind bottleneck blocks.
    /// </param>
    /// <param name="inputColumnName">
    /// The column of images as the weights expect them, a <see cref="float"/> vector shaped (channels, height, width) or (height,
    /// width): for torchvision's weights as <see cref="FeaturizationCatalog.ImagesToFeatures"/> makes them with
    /// <see cref="ImageNet"/>'s mean and standard deviation.
    /// </param>
    /// <param name="weights">
    /// The weights, read when the estimator is fitted: <see cref="PretrainedWeights.ImageNet"/>, or the path of a safetensors file
    /// with torchvision's names or of a model file of ML.NET with one such network.
    /// </param>
    /// <param name="description">
    /// The network that the weights belong to; null for that which they know to be theirs, in a file torchvision's ResNet-18.
    /// </param>
    /// <returns>The estimator.</returns>
    /// <exception cref="ArgumentException">
    /// The path is empty, or the description is not of the network that the weights know to be theirs.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">The description has a value that there is not.</exception>
    public static ResNetFeaturizingEstimator ResNetFeaturizer(
        this TransformsCatalog catalog,
        string outputColumnName,
        string inputColumnName,
        PretrainedWeights weights,
        ResNetDescription? description = null)
    {
        ArgumentNullException.ThrowIfNull(weights);
        ArgumentException.ThrowIfNullOrWhiteSpace(weights.ToString(), nameof(weights));
        if (description is not null && weights.Description is { } known && description != known)
        {
            throw new ArgumentException(
                $"The weights '{weights}' are of another network than the one described. Leave the description out.",
                nameof(description));
        }
        description ??= weights.Description ?? new ResNetDescription(Layout: ResNetLayout.Torchvision);
        return ResNetFeaturizer(catalog, outputColumnName, inputColumnName, FeaturizingNetwork.Of(weights, description.Checked()));
    }

    private static ResNetFeaturizingEstimator ResNetFeaturizer(
        TransformsCatalog catalog, string outputColumnName, string inputColumnName, FeaturizingNetwork network)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentException.ThrowIfNullOrWhiteSpace(outputColumnName);
        ArgumentException.ThrowIfNullOrWhiteSpace(inputColumnName);
        return new ResNetFeaturizingEstimator(CatalogUtils.GetEnvironment(catalog), outputColumnName, inputColumnName, network);
    }
}
