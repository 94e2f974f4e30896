using System.ComponentModel.DataAnnotations;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using ResNetMLNet.Communication;
using ResNetMLNet.History;
using ResNetMLNet.Modeling;
using ResNetMLNet.Training.Callbacks;
using ResNetMLNet.Training.Optimization;
using static TorchSharp.torch;

namespace ResNetMLNet.Training;

/// <summary>
/// What the trainers of networks have in common: <see cref="ResNetTrainer.Options"/> and
/// <see cref="TorchModuleTrainer.Options"/>.
/// </summary>
/// <remarks>
/// The defaults are the experiment of Dive into Deep Learning, chapter 7.6: batches of 256, plain SGD at 0.05, 10
/// epochs. A trainer copies and checks them when it is made, and never changes them.
/// </remarks>
public abstract partial class TorchTrainerOptions
{
    /// <summary>The label column: a key with a known number of classes.</summary>
    /// <value>The default is <c>Label</c>.</value>
    public string LabelColumnName { get; set; } = DefaultColumnNames.Label;

    /// <summary>
    /// The feature column: a <see cref="float"/> vector of known size, shaped (channels, height, width) or (height, width).
    /// </summary>
    /// <value>The default is <c>Features</c>.</value>
    public string FeatureColumnName { get; set; } = DefaultColumnNames.Features;

    /// <summary>The column for the class probabilities.</summary>
    /// <value>The default is <c>Score</c>.</value>
    public string ScoreColumnName { get; set; } = DefaultColumnNames.Score;

    /// <summary>The column for the predicted class.</summary>
    /// <value>The default is <c>PredictedLabel</c>.</value>
    public string PredictedLabelColumnName { get; set; } = DefaultColumnNames.PredictedLabel;

    /// <summary>The number of passes over the training set, at least 1.</summary>
    /// <value>The default is 10.</value>
    [Range(1, int.MaxValue)]
    public int Epoch { get; set; } = 10;

    /// <summary>The number of images per update of the weights, at least 1.</summary>
    /// <value>The default is 256.</value>
    [Range(1, int.MaxValue)]
    public int BatchSize { get; set; } = 256;

    /// <summary>How gradients move the weights.</summary>
    /// <value>The default is plain SGD: an <see cref="SgdOptimizer"/> without momentum and weight decay.</value>
    public TrainingOptimizer Optimizer { get; set; } = new SgdOptimizer();

    /// <summary>The learning rate, the highest one of <see cref="LearningRateSchedule"/>; above 0.</summary>
    /// <value>The default is 0.05.</value>
    [Range(0, double.MaxValue, MinimumIsExclusive = true)]
    public double LearningRate { get; set; } = 0.05;

    /// <summary>How the learning rate develops over the training.</summary>
    /// <value>The default is a <see cref="ConstantSchedule"/>.</value>
    public LearningRateSchedule LearningRateSchedule { get; set; } = new ConstantSchedule();

    /// <summary>
    /// The share of the target that is spread over all classes; from 0 to below 1. As in <c>torch.nn.CrossEntropyLoss</c>
    /// (Szegedy et al. 2016, "Rethinking the Inception Architecture"). Validation does without.
    /// </summary>
    /// <value>The default is 0.</value>
    [Range(0.0, 1.0, MaximumIsExclusive = true)]
    public double LabelSmoothing { get; set; }

    /// <summary>
    /// The largest norm of all gradients together: greater ones are scaled down to it, as by
    /// <c>torch.nn.utils.clip_grad_norm_</c>; above 0.
    /// </summary>
    /// <value>The default is null: gradients are not clipped.</value>
    [Range(0, double.MaxValue, MinimumIsExclusive = true)]
    public double? MaxGradientNorm { get; set; }

    /// <summary>The average of the weights that is validated and returned in their place.</summary>
    /// <value>The default is null: the weights themselves.</value>
    public ExponentialMovingAverage? ExponentialMovingAverage { get; set; }

    /// <summary>The random changes of the training images.</summary>
    /// <value>The default is null: none.</value>
    public ImageAugmentation? Augmentation { get; set; }

    /// <summary>
    /// One weight a class, in the order of the label's keys: the loss of its rows is multiplied by it. At least 0, and not
    /// all 0. Only their ratios matter: the weights of the training set's rows are scaled to a mean of 1.
    /// </summary>
    /// <value>The default is null: all classes weigh the same.</value>
    public IReadOnlyList<float>? ClassWeights { get; set; }

    /// <summary>
    /// The column of the rows' weights, a <see cref="float"/> of at least 0: the loss of a row is multiplied by it and by
    /// the weight of its class. Validation figures and <see cref="EpochMetrics.TrainAccuracy"/> count every row once.
    /// </summary>
    /// <value>The default is null: all rows weigh the same.</value>
    public string? ExampleWeightColumnName { get; set; }

    /// <summary>
    /// Where training images are kept: in memory, in a temporary file, or as they are encoded. The temporary file is in the folder
    /// that the environment variable TMPDIR (TMP on Windows) names. Without it that folder is in memory too on many Linux systems.
    /// </summary>
    /// <value>The default is <see cref="ImageStorage.Memory"/>.</value>
    public ImageStorage ImageStorage { get; set; } = ImageStorage.Memory;

    /// <summary>
    /// The seed of all that is random: initial weights, row order, augmentation and held-out rows. On a CPU the same seed, data
    /// and options give bit-identical weights.
    /// </summary>
    /// <value>The default is null: the seed of the <see cref="MLContext"/>, or a random one if it has none.</value>
    public int? Seed { get; set; }

    /// <summary>
    /// A view with the label and feature columns of the training set, to be scored after each epoch; it is not trained on.
    /// </summary>
    /// <value>The default is null: no validation.</value>
    public IDataView? ValidationSet { get; set; }

    /// <summary>
    /// The share of each class's rows that is held out: not trained on, and scored after each epoch. Above 0 and
    /// below 1. The rows are chosen by <see cref="Seed"/>; their number is rounded, and each class keeps one to train on at least.
    /// </summary>
    /// <value>The default is null: no rows are held out.</value>
    [Range(0.0, 1.0, MinimumIsExclusive = true, MaximumIsExclusive = true)]
    public double? ValidationFraction { get; set; }

    /// <summary>
    /// The figure that <see cref="EarlyStopping"/> and <see cref="KeepBestWeights"/> go by; those of the validation need a
    /// <see cref="ValidationSet"/> or a <see cref="ValidationFraction"/>.
    /// </summary>
    /// <value>The default is <see cref="MonitoredMetric.ValidationAccuracy"/>.</value>
    public MonitoredMetric MonitoredMetric { get; set; } = MonitoredMetric.ValidationAccuracy;

    /// <summary>When the training ends because it gets no better.</summary>
    /// <value>The default is null: never.</value>
    public EarlyStopping? EarlyStopping { get; set; }

    /// <summary>Whether the best epoch is kept instead of the last: its weights are what <c>Fit</c> returns.</summary>
    /// <remarks>It is the best by <see cref="MonitoredMetric"/>.</remarks>
    /// <value>The default is <see langword="false"/>.</value>
    public bool KeepBestWeights { get; set; }

    /// <summary>
    /// Joins this process to others that train the same network together, each on a slice of every batch; the package
    /// <c>ResNetMLNet.Distributed</c> has one. Callbacks, logs and checkpoints are those of rank 0; all ranks return the same model.
    /// </summary>
    /// <remarks>
    /// <see cref="BatchSize"/> stays the number of images of a step, all ranks together. Each rank reads the same data: with
    /// <see cref="ImageStorage.Encoded"/> it decodes its slices only. Batch normalization goes by the rows of a rank.
    /// </remarks>
    /// <value>The default is null: this process trains alone.</value>
    public Communicator? Communicator { get; set; }

    /// <summary>The number format in which gradients go from rank to rank; they are summed in single precision.</summary>
    /// <value>
    /// The default is <see cref="Precision.Float32"/>; <see cref="Precision.BFloat16"/> halves the bytes, for networks that are slow.
    /// </value>
    public Precision ExchangePrecision { get; set; } = Precision.Float32;

    /// <summary>The name of the checkpoint in <see cref="CheckpointFolder"/>.</summary>
    public const string CheckpointFileName = "checkpoint.safetensors";

    /// <summary>
    /// The folder for a checkpoint: from it the training can go on after it was stopped or killed; it is made if it is not
    /// there. One folder serves one training; the folds of a cross-validation need a trainer with a folder of its own each.
    /// </summary>
    /// <value>The default is null: no checkpoint.</value>
    public string? CheckpointFolder { get; set; }

    /// <summary>How often a checkpoint is written within an epoch.</summary>
    /// <value>The default is null: after each epoch and when the training is stopped.</value>
    public TimeSpan? CheckpointInterval { get; set; }

    /// <summary>
    /// Whether to go on from the checkpoint: that in <see cref="CheckpointFolder"/>, at its next batch; without one the training
    /// begins at the beginning. On a CPU of the same kind with as many threads the weights come out bit-identical to those of a
    /// training that was not interrupted.
    /// </summary>
    /// <value>
    /// The default is <see langword="false"/>: a checkpoint that is there is kept aside as <c>previous.safetensors</c>, in
    /// the place of the one before it.
    /// </value>
    public bool Resume { get; set; }

    /// <summary>
    /// The longest time that the training may take; then it ends after the running batch. It begins with the first batch, or the
    /// first one after a resume, or with the computing of frozen stages. Reading the rows is not counted, but for
    /// <see cref="ImageStorage.File"/>.
    /// </summary>
    /// <value>The default is null: no limit.</value>
    public TimeSpan? MaxTrainingTime { get; set; }

    /// <summary>Called in this order at the beginning and end of training, epochs and batches.</summary>
    /// <value>The default is an empty list.</value>
    public IList<ITrainingCallback> Callbacks { get; set; } = [];

    /// <summary>Called on the training thread after each epoch. An exception in it ends the training.</summary>
    /// <value>The default is null.</value>
    public Action<EpochMetrics>? MetricsCallback { get; set; }

    /// <summary>Called on the training thread after batches, at most a few times a second.</summary>
    /// <value>The default is null.</value>
    public Action<TrainingProgress>? ProgressCallback { get; set; }

    /// <summary>
    /// Ends the training after the running batch. <c>Fit</c> then returns the model of the last finished
    /// epoch, and throws <see cref="OperationCanceledException"/> if there is none.
    /// </summary>
    /// <value>The default is a token that is never cancelled.</value>
    public CancellationToken CancellationToken { get; set; }

    private protected TorchTrainerOptions()
    {
    }

    /// <summary>What makes the network.</summary>
    internal abstract ITorchModuleFactory Factory { get; }

    /// <summary>The precision of the convolutions on a device.</summary>
    internal virtual Precision PrecisionOn(Device device) => Precision.Float32;

    /// <summary>The factor of the learning rate for a parameter.</summary>
    internal virtual double LearningRateFactor(string parameterName) => 1;

    /// <summary>How many stages are frozen in an epoch, from 1.</summary>
    internal virtual int FrozenStagesIn(int epoch) => 0;

    /// <summary>The epochs after which what is frozen at the beginning learns as well; null if it never does.</summary>
    internal virtual int? FrozenEpochCount => null;

    /// <summary>What shapes the trained weights beside the values of the text.</summary>
    internal virtual IEnumerable<KeyValuePair<string, string>> FurtherValues() => [];

    /// <summary>Makes the network as the training begins with it, on the CPU.</summary>
    internal virtual nn.Module<Tensor, Tensor> CreateNetwork(
        IChannel channel, TorchModuleContext context, IReadOnlyList<string>? classNames) => SeededGenerator.Create(Factory, context);

    /// <summary>Replaces what the caller could change later by a copy.</summary>
    internal virtual void Detach()
    {
    }

    internal TOptions Clone<TOptions>()
        where TOptions : TorchTrainerOptions
    {
        var copy = (TOptions)MemberwiseClone();
        copy.Callbacks = [.. Callbacks ?? []];
        copy.ClassWeights = ClassWeights is null ? null : [.. ClassWeights];
        return copy;
    }
}
