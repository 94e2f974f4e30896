using Microsoft.ML;
using Microsoft.ML.Data;
using ResNetMLNet.Modeling;
using ResNetMLNet.Training;

namespace ResNetMLNet;

/// <summary>The way in: extension methods on the catalogs of <see cref="MLContext"/>.</summary>
public static class ResNetCatalog
{
    /// <summary>Makes a trainer that learns to classify images by a residual network.</summary>
    /// <param name="catalog">The trainers of <see cref="MLContext.MulticlassClassification"/>.</param>
    /// <param name="labelColumnName">The label column, a key with a known number of classes.</param>
    /// <param name="featureColumnName">
    /// The feature column, a <see cref="float"/> vector shaped (channels, height, width) or (height, width).
    /// </param>
    /// <param name="exampleWeightColumnName">The weight column, a <see cref="float"/> of at least 0; null for none.</param>
    /// <param name="scoreColumnName">The column to be made for the class probabilities.</param>
    /// <param name="predictedLabelColumnName">The column to be made for the predicted class.</param>
    /// <param name="validationSet">Data with the same columns, scored after each epoch; null for none.</param>
    /// <returns>The trainer.</returns>
    /// <remarks>All else is as in <see cref="ResNetTrainer.Options"/>.</remarks>
    public static ResNetTrainer ResNet(
        this MulticlassClassificationCatalog.MulticlassClassificationTrainers catalog,
        string labelColumnName = DefaultColumnNames.Label,
        string featureColumnName = DefaultColumnNames.Features,
        string? exampleWeightColumnName = null,
        string scoreColumnName = DefaultColumnNames.Score,
        string predictedLabelColumnName = DefaultColumnNames.PredictedLabel,
        IDataView? validationSet = null) => ResNet(catalog, new ResNetTrainer.Options
        {
            LabelColumnName = labelColumnName,
            FeatureColumnName = featureColumnName,
            ExampleWeightColumnName = exampleWeightColumnName,
            ScoreColumnName = scoreColumnName,
            PredictedLabelColumnName = predictedLabelColumnName,
            ValidationSet = validationSet,
        });

    /// <summary>Makes a trainer that learns to classify images by a residual network.</summary>
    /// <param name="catalog">The trainers of <see cref="MLContext.MulticlassClassification"/>.</param>
    /// <param name="options">The options; they are copied.</param>
    /// <returns>The trainer.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Options are out of range; the message names each.</exception>
    public static ResNetTrainer ResNet(
        this MulticlassClassificationCatalog.MulticlassClassificationTrainers catalog, ResNetTrainer.Options options)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(options);
        return new ResNetTrainer(CatalogUtils.GetEnvironment(catalog), options);
    }

    /// <summary>Makes a trainer that learns to classify images by a module of your own.</summary>
    /// <param name="catalog">The trainers of <see cref="MLContext.MulticlassClassification"/>.</param>
    /// <param name="module">What makes the network: a class with a <see cref="TorchModuleFactoryAttribute"/>.</param>
    /// <param name="labelColumnName">The label column, a key with a known number of classes.</param>
    /// <param name="featureColumnName">
    /// The feature column, a <see cref="float"/> vector shaped (channels, height, width) or (height, width).
    /// </param>
    /// <param name="exampleWeightColumnName">The weight column, a <see cref="float"/> of at least 0; null for none.</param>
    /// <param name="scoreColumnName">The column to be made for the class probabilities.</param>
    /// <param name="predictedLabelColumnName">The column to be made for the predicted class.</param>
    /// <param name="validationSet">Data with the same columns, scored after each epoch; null for none.</param>
    /// <returns>The trainer.</returns>
    /// <remarks>All else is as in <see cref="TorchModuleTrainer.Options"/>.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The module cannot be saved with a model.</exception>
    public static TorchModuleTrainer TorchModule(
        this MulticlassClassificationCatalog.MulticlassClassificationTrainers catalog,
        ITorchModuleFactory module,
        string labelColumnName = DefaultColumnNames.Label,
        string featureColumnName = DefaultColumnNames.Features,
        string? exampleWeightColumnName = null,
        string scoreColumnName = DefaultColumnNames.Score,
        string predictedLabelColumnName = DefaultColumnNames.PredictedLabel,
        IDataView? validationSet = null) => TorchModule(catalog, new TorchModuleTrainer.Options
        {
            Module = module,
            LabelColumnName = labelColumnName,
            FeatureColumnName = featureColumnName,
            ExampleWeightColumnName = exampleWeightColumnName,
            ScoreColumnName = scoreColumnName,
            PredictedLabelColumnName = predictedLabelColumnName,
            ValidationSet = validationSet,
        });

    /// <summary>Makes a trainer that learns to classify images by a module of your own.</summary>
    /// <param name="catalog">The trainers of <see cref="MLContext.MulticlassClassification"/>.</param>
    /// <param name="options">The options; they are copied.</param>
    /// <returns>The trainer.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Options are out of range; the message names each.</exception>
    public static TorchModuleTrainer TorchModule(
        this MulticlassClassificationCatalog.MulticlassClassificationTrainers catalog, TorchModuleTrainer.Options options)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(options);
        return new TorchModuleTrainer(CatalogUtils.GetEnvironment(catalog), options);
    }
}
