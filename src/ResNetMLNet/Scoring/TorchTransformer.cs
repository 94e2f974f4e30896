using Microsoft.ML;
using Microsoft.ML.Data;
using ResNetMLNet.Modeling.Inference;
using ResNetMLNet.Persistence;
using ResNetMLNet.Training;

namespace ResNetMLNet.Scoring;

/// <summary>
/// A trained network: adds the predicted label and the class probabilities to images. <see cref="ResNetTransformer"/> and
/// <see cref="TorchModuleTransformer"/> are such.
/// </summary>
/// <typeparam name="TModel">What its model tells about itself.</typeparam>
/// <remarks>
/// <para>It is saved by <c>mlContext.Model.Save</c> and loaded by <c>mlContext.Model.Load</c>, with nothing registered.</para>
/// <para>
/// Data is scored when it is read, in batches read ahead of the consumer. Any number of threads may score at once; the
/// forward passes themselves run one after another, each on all cores. Features that are not finite numbers give scores
/// that are not numbers and a missing label.
/// </para>
/// <para>The weights lie outside of .NET's memory: dispose of the transformer, or of the chain that holds it.</para>
/// </remarks>
public abstract class TorchTransformer<TModel> : ISingleFeaturePredictionTransformer<TModel>, IDisposable
    where TModel : TorchModelParameters
{
    private readonly TrainedNetwork _trained;

    private protected TorchTransformer(TrainedNetwork trained, TModel model)
    {
        _trained = trained;
        Scorer = new BatchScorer(trained.Host, trained.Network, trained.Image, trained.Device, NetworkOutput.Probabilities, GetType());
        Model = model;
    }

    /// <summary>What the network expects and gives.</summary>
    public TModel Model { get; }

    /// <summary>The record of the training that made the model; it is saved with it.</summary>
    public TrainingHistory History => _trained.History;

    /// <summary>What computes the scores.</summary>
    private protected BatchScorer Scorer { get; }

    /// <summary>The column that is scored.</summary>
    public string FeatureColumnName => _trained.FeatureColumnName;

    /// <summary>The type of the scored column: a vector of <see cref="float"/>, shaped (channels, height, width).</summary>
    public DataViewType FeatureColumnType =>
        new VectorDataViewType(NumberDataViewType.Single, Model.ImageChannels, Model.ImageHeight, Model.ImageWidth);

    /// <summary>The column of class probabilities.</summary>
    public string ScoreColumnName => _trained.Outputs.ScoreColumnName;

    /// <summary>The column of the predicted class, a key.</summary>
    public string PredictedLabelColumnName => _trained.Outputs.PredictedLabelColumnName;

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
        return new ScoringDataView(_trained.Host, input, Bind(input.Schema), Scorer);
    }

    /// <summary>A mapper that scores single rows.</summary>
    /// <param name="inputSchema">The schema of the rows.</param>
    /// <returns>The mapper.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The feature column is missing or has another shape.</exception>
    public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema) =>
        new ScoringRowMapper(_trained.Host, Bind(inputSchema), Scorer);

    /// <summary>Frees the weights; scoring afterwards throws <see cref="ObjectDisposedException"/>.</summary>
    public void Dispose()
    {
        Scorer.Dispose();
        GC.SuppressFinalize(this);
    }

    void ICanSaveModel.Save(ModelSaveContext ctx)
    {
        ArgumentNullException.ThrowIfNull(ctx);
        TorchModelFile.Save(ctx, FileKind, _trained, Scorer);
    }

    /// <summary>How the model's file is marked.</summary>
    private protected abstract TorchModelKind FileKind { get; }

    private ScoringSchema Bind(DataViewSchema inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return new ScoringSchema(_trained.Host, inputSchema, FeatureColumnName, _trained.Image, _trained.Outputs);
    }
}
