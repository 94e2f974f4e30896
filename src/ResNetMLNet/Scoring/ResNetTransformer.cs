using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using ResNetMLNet.Modeling;
using ResNetMLNet.Training;
using static TorchSharp.torch;

namespace ResNetMLNet.Scoring;

/// <summary>
/// A trained ResNet: adds the predicted label and the class probabilities to images. <see cref="ResNetTrainer"/> makes it.
/// </summary>
/// <remarks>
/// <para>It is saved by <c>mlContext.Model.Save</c> and loaded by <c>mlContext.Model.Load</c>, with nothing registered.</para>
/// <para>
/// Data is scored when it is read, in batches read ahead of the consumer. Any number of threads may score at once; the
/// forward passes themselves run one after another, each on all cores. Features that are not finite numbers give scores
/// that are not numbers and a missing label.
/// </para>
/// <para>The weights lie outside of .NET's memory: dispose of the transformer, or of the chain that holds it.</para>
/// </remarks>
public sealed partial class ResNetTransformer : ISingleFeaturePredictionTransformer<ResNetModelParameters>, IDisposable
{
    private readonly IHost _host;
    private readonly BatchScorer _scorer;
    private readonly ScoreColumns _outputs;

    internal ResNetTransformer(
        IHost host,
        ResNet18 network,
        Device device,
        ResNetModelParameters model,
        string featureColumnName,
        ScoreColumns outputs,
        TrainingHistory history)
    {
        _host = host;
        _scorer = new BatchScorer(host, network, model.Image, device);
        _outputs = outputs;
        Model = model;
        FeatureColumnName = featureColumnName;
        History = history;
    }

    /// <summary>What the network expects and gives.</summary>
    public ResNetModelParameters Model { get; }

    /// <summary>The record of the training that made the model; it is saved with it.</summary>
    public TrainingHistory History { get; }

    /// <summary>
    /// The format in which this process computes scores; it is not saved. Setting it takes effect from the next batch on, and
    /// prepares the weights anew.
    /// </summary>
    /// <value>The default is <see cref="ScoringPrecision.Float32"/>.</value>
    /// <exception cref="ArgumentOutOfRangeException">Not one of the enumeration's values.</exception>
    public ScoringPrecision ScoringPrecision
    {
        get => _scorer.Precision;
        set => _scorer.Precision = Enum.IsDefined(value)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "ScoringPrecision has to be Float32, BFloat16 or Auto.");
    }

    /// <summary>The column that is scored.</summary>
    public string FeatureColumnName { get; }

    /// <summary>The type of the scored column: a vector of <see cref="float"/>, shaped (channels, height, width).</summary>
    public DataViewType FeatureColumnType =>
        new VectorDataViewType(NumberDataViewType.Single, Model.ImageChannels, Model.ImageHeight, Model.ImageWidth);

    /// <summary>The column of class probabilities.</summary>
    public string ScoreColumnName => _outputs.ScoreColumnName;

    /// <summary>The column of the predicted class, a key.</summary>
    public string PredictedLabelColumnName => _outputs.PredictedLabelColumnName;

    /// <summary>True: every row is scored by itself.</summary>
    public bool IsRowToRowMapper => true;

    /// <summary>The schema of scored data.</summary>
    /// <param name="inputSchema">The schema of the data; it needs the feature column in the shape trained on, and no label.</param>
    /// <returns>The input's columns followed by predicted label and score.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The feature column is missing or has another shape.</exception>
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => Bind(inputSchema).Output;

    /// <summary>Scores data as it is read.</summary>
    /// <param name="input">The data; it needs the feature column in the shape trained on, and no label.</param>
    /// <returns>The data with predicted label and score.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The feature column is missing or has another shape.</exception>
    public IDataView Transform(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return new ScoringDataView(_host, input, Bind(input.Schema), _scorer, Model);
    }

    /// <summary>A mapper that scores single rows.</summary>
    /// <param name="inputSchema">The schema of the rows.</param>
    /// <returns>The mapper.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The feature column is missing or has another shape.</exception>
    public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema) =>
        new ScoringRowMapper(_host, Bind(inputSchema), _scorer, Model);

    /// <summary>Frees the weights; scoring afterwards throws <see cref="ObjectDisposedException"/>.</summary>
    public void Dispose() => _scorer.Dispose();

    private ScoringSchema Bind(DataViewSchema inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return new ScoringSchema(_host, inputSchema, FeatureColumnName, Model.Image, _outputs);
    }
}
