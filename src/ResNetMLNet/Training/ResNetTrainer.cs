using Microsoft.ML;
using Microsoft.ML.Runtime;
using Microsoft.ML.Trainers;
using ResNetMLNet.Featurization;
using ResNetMLNet.Interop;
using ResNetMLNet.Modeling;
using ResNetMLNet.Scoring;
using ResNetMLNet.Training.Checkpoints;
using ResNetMLNet.Training.Images;
using TorchSharp;
using static TorchSharp.torch;

namespace ResNetMLNet.Training;

/// <summary>Learns to classify images by a ResNet-18.</summary>
/// <remarks>
/// <para>To make it, use <see cref="ResNetCatalog.ResNet(MulticlassClassificationCatalog.MulticlassClassificationTrainers, Options)"/>.</para>
/// <format type="text/markdown">
/// <![CDATA[
/// ### Input and output columns
/// The label column is a key of UInt32 with a known number of classes; rows whose label is missing are not trained on.
/// The feature column is a Single vector of known size, shaped (channels, height, width) or (height, width).
/// The example weight column is optional, a Single of at least 0 by which the loss of its row is multiplied.
///
/// | Output column | Type | Content |
/// | -- | -- | -- |
/// | `Score` | Single vector | The probabilities of all classes; they sum to 1. |
/// | `PredictedLabel` | key | The most probable class. |
///
/// ### Characteristics
/// | | |
/// | -- | -- |
/// | Machine learning task | Multiclass classification |
/// | Is normalization required? | Pixels should be scaled to about [0, 1]; `PixelsToFeatures` does it |
/// | Is caching required? | No: the images are read once and kept in memory |
/// | Required NuGet package in addition to this one | None on a CPU; TorchSharp-cuda-linux or -windows for a GPU |
/// | Exportable to ONNX | No |
/// ]]>
/// </format>
/// <para>The network is that of Dive into Deep Learning, chapter 7.6, after He et al. 2015: <see cref="ResNet18"/>.</para>
/// </remarks>
public sealed partial class ResNetTrainer : ITrainerEstimator<ResNetTransformer, ResNetModelParameters>
{
    private readonly IHostEnvironment _environment;
    private readonly Options _options;

    internal ResNetTrainer(IHostEnvironment environment, Options options)
    {
        _environment = environment;
        _options = options.Clone();
        _options.Check();
    }

    /// <summary>What the trainer needs: neither normalization nor caching.</summary>
    public TrainerInfo Info { get; } = new(normalization: false, caching: false, supportValid: true);

    /// <summary>The schema of scored data, as far as it is known before training.</summary>
    /// <param name="inputSchema">The schema of the training data.</param>
    /// <returns>The input's columns with predicted label and score.</returns>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The label, feature or weight column is missing or of a wrong type.
    /// </exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        FeatureColumn.Check(_environment, inputSchema, _options.FeatureColumnName);
        var label = LabelColumn.Check(_environment, inputSchema, _options.LabelColumnName);
        ExampleWeights.Check(_environment, inputSchema, _options.ExampleWeightColumnName);
        var outputs = ScoreColumns.Promise(_options.ScoreColumnName, _options.PredictedLabelColumnName, label).ToList();
        return new SchemaShape(inputSchema.Where(column => !outputs.Exists(output => output.Name == column.Name)).Concat(outputs));
    }

    /// <summary>Trains a network.</summary>
    /// <param name="input">The training data.</param>
    /// <returns>The trained model; dispose of it when it is not used any more.</returns>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The label, feature or weight column is missing or of a wrong type, or the options do not fit the data.
    /// </exception>
    /// <exception cref="InvalidOperationException">
    /// The data cannot be trained on, the first epoch diverged, the checkpoint is of another training, or its folder is in use.
    /// </exception>
    /// <exception cref="InvalidDataException">The checkpoint is damaged or of a newer version.</exception>
    /// <exception cref="OperationCanceledException">Training was cancelled before an epoch was finished.</exception>
    public ResNetTransformer Fit(IDataView input) => Fit(input, _options.ValidationSet);

    /// <summary>Trains a network and scores a validation set after each epoch.</summary>
    /// <param name="trainData">The training data.</param>
    /// <param name="validationData">
    /// Data with the same label and feature columns, which is not trained on; null for none, or where
    /// <see cref="Options.ValidationFraction"/> holds rows out.
    /// </param>
    /// <returns>The trained model; dispose of it when it is not used any more.</returns>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The label or feature column of either or the weight column of the training data is missing or of a wrong type, or the
    /// options do not fit the data.
    /// </exception>
    /// <exception cref="InvalidOperationException">
    /// The data cannot be trained on, the first epoch diverged, the checkpoint is of another training, or its folder is in use.
    /// </exception>
    /// <exception cref="InvalidDataException">The checkpoint is damaged or of a newer version.</exception>
    /// <exception cref="OperationCanceledException">Training was cancelled before an epoch was finished.</exception>
    public ResNetTransformer Fit(IDataView trainData, IDataView? validationData)
    {
        ArgumentNullException.ThrowIfNull(trainData);

        // A host copies the context's settings when it is registered: only one made now knows the present ones.
        var host = _environment.Register(nameof(ResNetTrainer));
        using var channel = host.Start("Training");
        var feature = FeatureColumn.Find(host, trainData.Schema, _options.FeatureColumnName, out var image);
        var label = LabelColumn.Find(host, trainData.Schema, _options.LabelColumnName);
        var weights = ExampleWeights.Find(host, trainData.Schema, _options.ExampleWeightColumnName, _options.ClassWeights);
        FitChecks.Check(_options, image, label, trainData.GetRowCount(), validationData is not null);
        var validation = validationData is null ? null : CheckedValidation(host, validationData, image, label);
        var device = DeviceSelector.Select(host, channel);
        var precision = Precision(device);
        using var checkpoints = CheckpointSession.Open(channel, _options);
        var seed = _options.Seed ?? ((IHostEnvironmentInternal)_environment).Seed ?? checkpoints?.Seed ?? host.Rand.Next();
        checkpoints?.CheckValues(RunDefinition.ValuesOf(_options, seed, precision, image, label.ClassCount));

        var trainSet = ImageSetReader.Read(host, trainData, feature, image, label, weights, _options.CancellationToken);
        TrainSetChecks.CheckLabels(host, trainSet, label);
        ImageSet? validationSet = null;
        if (_options.ValidationFraction is { } fraction)
            (trainSet, validationSet) = StratifiedSplit.Split(host, trainSet, fraction, seed);
        TrainSetChecks.CheckBatches(host, trainSet, _options);
        trainSet.ScaleWeights();
        validationSet ??= validation?.Invoke();
        var session = new TrainingSession(host, channel, _options)
        {
            Device = device,
            Precision = precision,
            Seed = seed,
            Checkpoints = checkpoints,
        };
        return Train(host, session, trainSet, validationSet, label);
    }

    private ResNetTransformer Train(IHost host, TrainingSession session, ImageSet trainSet, ImageSet? validationSet, LabelColumn label)
    {
        var device = session.Device;
        var network = new ResNet18(trainSet.Image.Channels, label.ClassCount, session.Seed, _options.Stem).to(device);
        try
        {
            var history = session.Train(network, trainSet, validationSet);
            return new ResNetTransformer(
                host,
                network,
                device,
                new ResNetModelParameters(trainSet.Image, label.ClassCount, _options.Stem),
                _options.FeatureColumnName,
                new ScoreColumns(_options.ScoreColumnName, _options.PredictedLabelColumnName, label.ClassCount, label.Values),
                history);
        }
        catch
        {
            network.Dispose();
            throw;
        }
    }

    private TrainingPrecision Precision(Device device) => _options.Precision switch
    {
        TrainingPrecision.Auto => BFloat16Support.IsNative(device) ? TrainingPrecision.BFloat16 : TrainingPrecision.Float32,
        var chosen => chosen,
    };

    /// <summary>Checks the validation set's schema at once and reads its rows later.</summary>
    private Func<ImageSet> CheckedValidation(IHost host, IDataView validationData, ImageShape image, LabelColumn trainLabel)
    {
        var feature = FeatureColumn.Find(host, validationData.Schema, _options.FeatureColumnName, image);
        var label = LabelColumn.Find(host, validationData.Schema, _options.LabelColumnName);
        trainLabel.CheckSameClasses(host, label);
        return () =>
        {
            var images = ImageSetReader.Read(
                host, validationData, feature, image, label, weights: null, _options.CancellationToken);
            host.Check(images.Count > 0, "The validation set has no row with a label. Give it rows, or leave ValidationSet null.");
            return images;
        };
    }
}
