using Microsoft.ML;
using Microsoft.ML.Runtime;
using ResNetMLNet.Interop;
using ResNetMLNet.Modeling;
using ResNetMLNet.Modeling.Inference;
using ResNetMLNet.Scoring;
using ResNetMLNet.Transforms.Featurization;
using ResNetMLNet.Transforms.Onnx;
using ResNetMLNet.Transforms.Scoring;
using TorchSharp;

[assembly: LoadableClass(
    typeof(ResNetFeaturizingTransformer),
    null,
    typeof(SignatureLoadModel),
    "ResNet features",
    ResNetFeaturizingTransformer.LoaderSignature)]

namespace ResNetMLNet.Scoring;

/// <summary>
/// Turns images into what a trained residual network gives to its last layer: 512 numbers, or 2,048 behind bottleneck blocks.
/// <see cref="ResNetFeaturizingEstimator"/> makes it.
/// </summary>
/// <inheritdoc/>
public sealed class ResNetFeaturizingTransformer : NetworkTransformer, IOnnxConvertible
{
    internal const string LoaderSignature = "ResNetFeaturizer";

    private readonly int _classCount;
    private readonly FeatureVectorColumn _output;
    private readonly BatchScorer _scorer;

    /// <param name="host">ML.NET's host.</param>
    /// <param name="inputColumnName">The column of images.</param>
    /// <param name="outputColumnName">The column to be made.</param>
    /// <param name="image">The shape of the images.</param>
    /// <param name="network">The network, on the CPU; the transformer will dispose of it.</param>
    internal ResNetFeaturizingTransformer(IHost host, string inputColumnName, string outputColumnName, ImageShape image, ResNet network)
        : this(
            host,
            inputColumnName,
            new FeatureVectorColumn(outputColumnName, network.Description.FeatureCount),
            network,
            CreateScorer(host, network, image))
    {
    }

    private ResNetFeaturizingTransformer(
        IHost host, string inputColumnName, FeatureVectorColumn output, ResNet network, BatchScorer scorer)
        : base(host, inputColumnName, scorer, output)
    {
        _scorer = scorer;
        _classCount = network.ClassCount;
        _output = output;
        Description = network.Description;
    }

    /// <summary>The column of features.</summary>
    public string OutputColumnName => _output.NumbersColumnName;

    /// <summary>Which network it is.</summary>
    public ResNetDescription Description { get; }

    /// <summary>
    /// The format in which this process computes features; it is not saved. Setting it takes effect from the next batch on, and
    /// prepares the weights anew.
    /// </summary>
    /// <value>The default is <see cref="Precision.Float32"/>.</value>
    /// <exception cref="ArgumentOutOfRangeException">Not one of the enumeration's values.</exception>
    public Precision Precision
    {
        get => _scorer.Precision;
        set => _scorer.Precision = value;
    }

    IOnnxNetwork IOnnxConvertible.ToOnnxNetwork() => _scorer.ToOnnxNetwork();

    IBatchScorer IOnnxConvertible.CreateReference() => _scorer.CopyToCpu();

    private protected override void Save(ModelSaveContext context) =>
        FeaturizerFile.Save(context, FeatureColumnName, OutputColumnName, Description, _classCount, _scorer);

    // ML.NET finds this method by name and signature when it loads a model.
    private static ResNetFeaturizingTransformer Create(IHostEnvironment env, ModelLoadContext ctx) => FeaturizerFile.Load(env, ctx);

    private static BatchScorer CreateScorer(IHost host, ResNet network, ImageShape image)
    {
        try
        {
            using var channel = host.Start("Loading");
            var device = DeviceSelector.Select(host, channel);
            return new BatchScorer(host, network.to(device), image, device, NetworkOutput.Features);
        }
        catch
        {
            network.Dispose();
            throw;
        }
    }
}
