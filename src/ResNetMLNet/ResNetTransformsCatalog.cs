using Microsoft.ML;
using Microsoft.ML.Data;
using ResNetMLNet.Modeling;
using ResNetMLNet.Scoring;
using ResNetMLNet.Transforms;

namespace ResNetMLNet;

/// <summary>Extension methods on <see cref="MLContext.Transforms"/>.</summary>
public static class ResNetTransformsCatalog
{
    /// <summary>
    /// Turns images into what a trained residual network sees in them, for any trainer of ML.NET: the vector that the network gives
    /// to its last layer.
    /// </summary>
    /// <param name="catalog">The transforms of <see cref="MLContext"/>.</param>
    /// <param name="outputColumnName">The column to be made, a vector of 512 <see cref="float"/>, or 2,048 behind bottleneck blocks.</param>
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
    /// <param name="outputColumnName">The column to be made, a vector of 512 <see cref="float"/>, or 2,048 behind bottleneck blocks.</param>
    /// <param name="inputColumnName">
    /// The column of images as the weights expect them, a <see cref="float"/> vector shaped (channels, height, width) or (height,
    /// width): for torchvision's weights as <see cref="FeaturizationCatalog.ImagesToFeatures"/> makes them with <see cref="ImageNet"/>'s mean and
    /// standard deviation.
    /// </param>
    /// <param name="weights">
    /// A safetensors file with torchvision's names, or a model file of ML.NET with one such network, read when the estimator is
    /// fitted.
    /// </param>
    /// <param name="description">The network that the weights belong to; null for torchvision's ResNet-18.</param>
    /// <returns>The estimator.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The description has a value that there is not.</exception>
    public static ResNetFeaturizingEstimator ResNetFeaturizer(
        this TransformsCatalog catalog,
        string outputColumnName,
        string inputColumnName,
        string weights,
        ResNetDescription? description = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(weights);
        description ??= new ResNetDescription(Layout: ResNetLayout.Torchvision);
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
