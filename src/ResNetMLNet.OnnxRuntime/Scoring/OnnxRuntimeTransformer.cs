using Microsoft.ML;
using Microsoft.ML.Runtime;
using ResNetMLNet.OnnxRuntime.Scoring;
using ResNetMLNet.Transforms.Scoring;

[assembly: LoadableClass(
    typeof(OnnxRuntimeTransformer), null, typeof(SignatureLoadModel), "Model in ONNX Runtime", OnnxRuntimeTransformer.LoaderSignature)]

namespace ResNetMLNet.OnnxRuntime.Scoring;

/// <summary>
/// A trained network that ONNX Runtime computes, without TorchSharp: adds the predicted label and the class probabilities to images.
/// <see cref="OnnxRuntimeCatalog.ToOnnxRuntime"/> makes it of a fitted model.
/// </summary>
/// <inheritdoc/>
public sealed class OnnxRuntimeTransformer
    : NetworkTransformer, ISingleFeaturePredictionTransformer<OnnxRuntimeModelParameters>, ISingleFeaturePredictionTransformer
{
    internal const string LoaderSignature = nameof(OnnxRuntimeTransformer);

    private readonly OnnxRuntimeScorer _scorer;
    private readonly ScoreColumns _outputs;

    /// <param name="host">ML.NET's host.</param>
    /// <param name="featureColumnName">The column of images.</param>
    /// <param name="scorer">What computes the scores; the transformer will dispose of it.</param>
    /// <param name="outputs">The columns of scores.</param>
    internal OnnxRuntimeTransformer(IHost host, string featureColumnName, OnnxRuntimeScorer scorer, ScoreColumns outputs)
        : base(host, featureColumnName, scorer, outputs)
    {
        _scorer = scorer;
        _outputs = outputs;
        Model = new OnnxRuntimeModelParameters(scorer);
    }

    /// <summary>What the network expects and gives.</summary>
    public OnnxRuntimeModelParameters Model { get; }

    /// <summary>The column of class probabilities.</summary>
    public string ScoreColumnName => _outputs.ScoreColumnName;

    /// <summary>The column of the predicted class, a key.</summary>
    public string PredictedLabelColumnName => _outputs.PredictedLabelColumnName;

    private protected override void Save(ModelSaveContext context) =>
        OnnxRuntimeModelFile.Save(context, Host, FeatureColumnName, _scorer, _outputs);

    // ML.NET finds this method by name and signature when it loads a model.
    private static OnnxRuntimeTransformer Create(IHostEnvironment env, ModelLoadContext ctx) => OnnxRuntimeModelFile.Load(env, ctx);
}
