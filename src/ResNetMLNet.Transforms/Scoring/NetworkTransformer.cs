using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using ResNetMLNet.Transforms.Featurization;

namespace ResNetMLNet.Transforms.Scoring;

/// <summary>Adds what a network says about images to data that is read.</summary>
/// <remarks>
/// <para>It is saved by <c>mlContext.Model.Save</c> and loaded by <c>mlContext.Model.Load</c>, with nothing registered.</para>
/// <para>
/// Data is scored when it is read, in batches read ahead of the consumer. Any number of threads may score at once; the
/// forward passes themselves run one after another, each on all cores. Features that are not finite numbers give scores
/// that are not numbers and a missing label; features of another length than the column declares are an error.
/// </para>
/// <para>The weights lie outside of .NET's memory: dispose of the transformer, or of the chain that holds it.</para>
/// </remarks>
public abstract class NetworkTransformer : ITransformer, IDisposable
{
    private readonly IBatchScorer _scorer;

    private protected NetworkTransformer(IHost host, string featureColumnName, IBatchScorer scorer, IOutputColumns outputs)
    {
        Host = host;
        FeatureColumnName = featureColumnName;
        _scorer = scorer;
        Outputs = outputs;
    }

    /// <summary>The column that is scored.</summary>
    public string FeatureColumnName { get; }

    /// <summary>The type of the scored column: a vector of <see cref="float"/>, shaped (channels, height, width).</summary>
    public DataViewType FeatureColumnType =>
        new VectorDataViewType(NumberDataViewType.Single, Image.Channels, Image.Height, Image.Width);

    /// <summary>True: every row is scored by itself.</summary>
    public bool IsRowToRowMapper => true;

    /// <summary>The shape of the images.</summary>
    internal ImageShape Image => _scorer.Image;

    /// <summary>The columns that are added.</summary>
    internal IOutputColumns Outputs { get; }

    /// <summary>ML.NET's host.</summary>
    private protected IHost Host { get; }

    /// <summary>The schema of scored data.</summary>
    /// <param name="inputSchema">The schema of the data; it needs the feature column in its shape, and no label.</param>
    /// <returns>The input's columns followed by those of the network.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The feature column is missing or has another shape.</exception>
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => Bind(inputSchema).Output;

    /// <summary>Scores data as it is read.</summary>
    /// <param name="input">The data; it needs the feature column in its shape, and no label.</param>
    /// <returns>The data with the columns of the network.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The feature column is missing or has another shape.</exception>
    public IDataView Transform(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return new ScoringDataView(Host, input, Bind(input.Schema), _scorer, this);
    }

    /// <summary>A mapper that scores single rows.</summary>
    /// <param name="inputSchema">The schema of the rows.</param>
    /// <returns>The mapper.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The feature column is missing or has another shape.</exception>
    public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema) => new ScoringRowMapper(Host, Bind(inputSchema), _scorer);

    /// <summary>Frees the weights; scoring afterwards throws <see cref="ObjectDisposedException"/>.</summary>
    public void Dispose()
    {
        _scorer.Dispose();
        GC.SuppressFinalize(this);
    }

    void ICanSaveModel.Save(ModelSaveContext ctx)
    {
        ArgumentNullException.ThrowIfNull(ctx);
        Save(ctx);
    }

    private protected abstract void Save(ModelSaveContext context);

    private ScoringSchema Bind(DataViewSchema inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return new ScoringSchema(Host, inputSchema, FeatureColumnName, Image, Outputs);
    }
}
