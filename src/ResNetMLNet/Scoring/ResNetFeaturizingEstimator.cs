using Microsoft.ML;
using Microsoft.ML.Runtime;
using ResNetMLNet.Transforms.Featurization;
using ResNetMLNet.Transforms.Scoring;

namespace ResNetMLNet.Scoring;

/// <summary>
/// Turns images into what a trained residual network sees in them. To make it, use
/// <see cref="ResNetTransformsCatalog.ResNetFeaturizer(TransformsCatalog, string, string, ResNetTransformer)"/> or its overload
/// for pretrained weights.
/// </summary>
/// <remarks>
/// There is nothing to fit: the network was trained before. Put <c>AppendCacheCheckpoint</c> between it and a trainer that reads
/// its data many times, which would compute the features each time.
/// </remarks>
public sealed class ResNetFeaturizingEstimator : IEstimator<ResNetFeaturizingTransformer>
{
    private readonly IHostEnvironment _environment;
    private readonly string _outputColumnName;
    private readonly string _inputColumnName;
    private readonly FeaturizingNetwork _network;

    internal ResNetFeaturizingEstimator(
        IHostEnvironment environment, string outputColumnName, string inputColumnName, FeaturizingNetwork network)
    {
        _environment = environment;
        _outputColumnName = outputColumnName;
        _inputColumnName = inputColumnName;
        _network = network;
    }

    /// <summary>The schema of featurized data, as far as it is known before fitting.</summary>
    /// <param name="inputSchema">The schema of the data.</param>
    /// <returns>The input's columns with the features.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The image column is missing or of a wrong type.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        FeatureColumn.Check(_environment, inputSchema, _inputColumnName);
        return inputSchema.WithFeatures(_outputColumnName);
    }

    /// <summary>Brings the network into the transformer, for images of the shape that the data has.</summary>
    /// <param name="input">The data, of which the schema alone is looked at.</param>
    /// <returns>The transformer; dispose of it, or of the chain that holds it, when it is not used any more.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The image column is missing or its images have other channels.</exception>
    /// <exception cref="ObjectDisposedException">The model that the network is taken from was disposed of.</exception>
    /// <exception cref="FileNotFoundException">There is no file of weights.</exception>
    /// <exception cref="InvalidDataException">The file of weights is damaged or of another network.</exception>
    public ResNetFeaturizingTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var host = _environment.Register(nameof(ResNetFeaturizingTransformer));
        FeatureColumn.Find(host, input.Schema, _inputColumnName, out var image);
        var network = _network.Create(host, _inputColumnName, image);
        return new ResNetFeaturizingTransformer(host, _inputColumnName, _outputColumnName, image, network);
    }
}
