using Microsoft.ML;
using Microsoft.ML.Runtime;
using ResNetMLNet.OnnxRuntime.Scoring;
using ResNetMLNet.Transforms.Scoring;

[assembly: LoadableClass(
    typeof(OnnxRuntimeFeaturizingTransformer),
    null,
    typeof(SignatureLoadModel),
    "Features in ONNX Runtime",
    OnnxRuntimeFeaturizingTransformer.LoaderSignature)]

namespace ResNetMLNet.OnnxRuntime.Scoring;

/// <summary>
/// Turns images into what a trained residual network gives to its last layer, computed by ONNX Runtime, without TorchSharp.
/// <see cref="OnnxRuntimeCatalog.ToOnnxRuntime"/> makes it of a featurizer.
/// </summary>
/// <inheritdoc/>
public sealed class OnnxRuntimeFeaturizingTransformer : NetworkTransformer
{
    internal const string LoaderSignature = "OnnxRuntimeFeaturizer";

    private readonly OnnxRuntimeScorer _scorer;
    private readonly FeatureVectorColumn _output;

    /// <param name="host">ML.NET's host.</param>
    /// <param name="inputColumnName">The column of images.</param>
    /// <param name="scorer">What computes the features; the transformer will dispose of it.</param>
    /// <param name="output">The column to be made.</param>
    internal OnnxRuntimeFeaturizingTransformer(
        IHost host, string inputColumnName, OnnxRuntimeScorer scorer, FeatureVectorColumn output)
        : base(host, inputColumnName, scorer, output)
    {
        _scorer = scorer;
        _output = output;
        Model = new OnnxRuntimeModelParameters(scorer);
    }

    /// <summary>What the network expects and gives.</summary>
    public OnnxRuntimeModelParameters Model { get; }

    /// <summary>The column of features.</summary>
    public string OutputColumnName => _output.NumbersColumnName;

    private protected override void Save(ModelSaveContext context) =>
        OnnxRuntimeFeaturizerFile.Save(context, FeatureColumnName, OutputColumnName, _scorer);

    // ML.NET finds this method by name and signature when it loads a model.
    private static OnnxRuntimeFeaturizingTransformer Create(IHostEnvironment env, ModelLoadContext ctx) =>
        OnnxRuntimeFeaturizerFile.Load(env, ctx);
}
