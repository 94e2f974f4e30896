using Microsoft.ML;
using Microsoft.ML.Runtime;
using Microsoft.ML.Trainers;
using ResNetMLNet.Communication;
using ResNetMLNet.Interop;
using ResNetMLNet.Modeling;
using ResNetMLNet.Scoring;
using ResNetMLNet.Training.Checkpoints;
using ResNetMLNet.Training.Distribution;
using ResNetMLNet.Training.Images;
using ResNetMLNet.Transforms.Featurization;
using ResNetMLNet.Transforms.Interop;
using ResNetMLNet.Transforms.Scoring;
using TorchSharp;

namespace ResNetMLNet.Training;

/// <summary>Learns to classify images by a network of torch: <see cref="ResNetTrainer"/> and <see cref="TorchModuleTrainer"/>.</summary>
/// <typeparam name="TTransformer">What <c>Fit</c> returns.</typeparam>
/// <typeparam name="TModel">What its model tells about itself.</typeparam>
public abstract class TorchTrainer<TTransformer, TModel> : ITrainerEstimator<TTransformer, TModel>
    where TTransformer : TorchTransformer<TModel>
    where TModel : TorchModelParameters
{
    private readonly IHostEnvironment _environment;
    private readonly TorchTrainerOptions _options;
    private int _fitCount;

    private protected TorchTrainer(IHostEnvironment environment, TorchTrainerOptions options)
    {
        _environment = environment;
        _options = options;
        _options.Check();
        _options.Detach();
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
    /// The data cannot be trained on, the first epoch diverged, the checkpoint is of another training, its folder is in use, there is
    /// no room for a file of images, or the network does not give one logit a class.
    /// </exception>
    /// <exception cref="IOException">The checkpoint or the file of pretrained weights cannot be read.</exception>
    /// <exception cref="InvalidDataException">
    /// The checkpoint is damaged or of a newer version, or the pretrained weights are not the network's.
    /// </exception>
    /// <exception cref="FileNotFoundException">There is no file of pretrained weights.</exception>
    /// <exception cref="OperationCanceledException">Training was cancelled before an epoch was finished.</exception>
    /// <exception cref="InsufficientMemoryException">There is too little memory for the batches or the images.</exception>
    /// <exception cref="RankFailedException">Another of the processes that train together has failed.</exception>
    public TTransformer Fit(IDataView input) => Fit(input, _options.ValidationSet);

    /// <summary>Trains a network and scores a validation set after each epoch.</summary>
    /// <param name="trainData">The training data.</param>
    /// <param name="validationData">
    /// Data with the same label and feature columns, which is not trained on; null for none, or where
    /// <see cref="TorchTrainerOptions.ValidationFraction"/> holds rows out.
    /// </param>
    /// <returns>The trained model; dispose of it when it is not used any more.</returns>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The label or feature column of either or the weight column of the training data is missing or of a wrong type, or the
    /// options do not fit the data.
    /// </exception>
    /// <exception cref="InvalidOperationException">
    /// The data cannot be trained on, the first epoch diverged, the checkpoint is of another training, its folder is in use, there is
    /// no room for a file of images, or the network does not give one logit a class.
    /// </exception>
    /// <exception cref="IOException">The checkpoint or the file of pretrained weights cannot be read.</exception>
    /// <exception cref="InvalidDataException">
    /// The checkpoint is damaged or of a newer version, or the pretrained weights are not the network's.
    /// </exception>
    /// <exception cref="FileNotFoundException">There is no file of pretrained weights.</exception>
    /// <exception cref="OperationCanceledException">Training was cancelled before an epoch was finished.</exception>
    /// <exception cref="InsufficientMemoryException">There is too little memory for the batches or the images.</exception>
    /// <exception cref="RankFailedException">Another of the processes that train together has failed.</exception>
    public TTransformer Fit(IDataView trainData, IDataView? validationData)
    {
        ArgumentNullException.ThrowIfNull(trainData);
        var ranks = TrainingRanks.Of(_options.Communicator);
        return ranks is null ? Fit(trainData, validationData, ranks) : ranks.Run(() => Fit(trainData, validationData, ranks));
    }

    private protected abstract TTransformer CreateTransformer(TrainedNetwork model);

    private TTransformer Fit(IDataView trainData, IDataView? validationData, TrainingRanks? ranks)
    {
        // A host copies the context's settings when it is registered: only one made now knows the present ones.
        var host = _environment.Register(GetType().Name);
        using var channel = host.Start("Training");
        if (Interlocked.Increment(ref _fitCount) > 1)
            RepeatedFit.Warn(channel, _options);
        var feature = FeatureColumn.Find(host, trainData.Schema, _options.FeatureColumnName, out var image);
        var label = LabelColumn.Find(host, trainData.Schema, _options.LabelColumnName);
        var weights = ExampleWeights.Find(host, trainData.Schema, _options.ExampleWeightColumnName, _options.ClassWeights);
        FitChecks.Check(_options, image, label, trainData.GetRowCount(), validationData is not null);
        var validation = validationData is null ? null : CheckedValidation(host, validationData, image, label);
        var device = DeviceSelector.Select(host, channel);
        var precision = _options.PrecisionOn(device);
        using var checkpoints = CheckpointSession.Open(channel, _options, ranks);
        var seed = _options.Seed ?? ((IHostEnvironmentInternal)_environment).Seed ?? checkpoints?.Seed ?? host.Rand.Next();
        seed = ranks?.Communicator.FromFirst(seed) ?? seed;
        var values = RunDefinition.ValuesOf(_options, seed, precision, image, label.ClassCount);
        ranks?.CheckSame([.. values, .. RankFacts.OfProcess]);
        checkpoints?.CheckValues(values);

        // Before the rows: weights that do not fit are told at once.
        var context = new TorchModuleContext(image.Channels, image.Height, image.Width, label.ClassCount, seed);
        torch.nn.Module<torch.Tensor, torch.Tensor>? network = null;
        try
        {
            network = _options.CreateNetwork(channel, context, label.Values?.Texts().ToList());
            network.to(device);
            ranks?.CopyFromFirst(network);
            using var images = new ImageLoading(host, _options.ImageStorage, _options.CancellationToken);
            var trainSet = images.Read(new ImageSource(trainData, feature, image, label, weights));
            var (unlabelledRows, missingPictures) = (trainSet.UnlabelledCount, trainSet.MissingPictureCount);
            TrainSetChecks.CheckLabels(host, channel, trainSet, label);
            ImageSet? validationSet = null;
            if (_options.ValidationFraction is { } fraction)
                (trainSet, validationSet) = StratifiedSplit.Split(host, trainSet, fraction, seed);
            TrainSetChecks.CheckBatches(host, trainSet, _options);
            trainSet.ScaleWeights();
            validationSet ??= validation is null ? null : ReadValidation(host, channel, images, validation);
            images.Start(fingerprinted: checkpoints is null ? [] : [trainSet, validationSet]);
            ranks?.CheckSame(RankFacts.OfRows(trainSet, validationSet));
            var session = new TrainingSession(host, channel, _options)
            {
                Device = device,
                Precision = precision,
                Seed = seed,
                Ranks = ranks,
                Checkpoints = checkpoints,
                UnlabelledRows = unlabelledRows,
                MissingPictures = missingPictures,
            };
            var history = session.Train(network, trainSet, validationSet);
            var outputs = new ScoreColumns(_options.ScoreColumnName, _options.PredictedLabelColumnName, label.ClassCount, label.Values);
            return CreateTransformer(
                new TrainedNetwork(host, _options.Factory, network, device, image, _options.FeatureColumnName, outputs, history));
        }
        catch (Exception exception) when (MemoryShortage.IsBehind(exception))
        {
            network?.Dispose();
            throw MemoryShortage.Explained(
                exception,
                $"batches of {_options.BatchSize} images of {image} (channels x height x width) are trained on. Lower BatchSize or the "
                + "size of the images, or set ImageStorage to File.");
        }
        catch
        {
            network?.Dispose();
            throw;
        }
    }

    /// <summary>Checks the validation set's schema at once and reads its rows later.</summary>
    private ImageSource CheckedValidation(IHost host, IDataView validationData, ImageShape image, LabelColumn trainLabel)
    {
        var feature = FeatureColumn.Find(host, validationData.Schema, _options.FeatureColumnName, image);
        var label = LabelColumn.Find(host, validationData.Schema, _options.LabelColumnName);
        trainLabel.CheckSameClasses(host, label);
        return new ImageSource(validationData, feature, image, label, Weights: null);
    }

    private static ImageSet ReadValidation(IHost host, IChannel channel, ImageLoading images, ImageSource validation)
    {
        var validationSet = images.Read(validation);
        host.Check(
            validationSet.Count > 0, "The validation set has no row with a label. Give it rows, or leave ValidationSet null.");
        TrainSetChecks.TellLeftOut(channel, "validation", validationSet, validation.Label);
        return validationSet;
    }
}
