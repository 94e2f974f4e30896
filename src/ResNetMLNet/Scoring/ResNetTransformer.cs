using Microsoft.ML;
using Microsoft.ML.Runtime;
using ResNetMLNet.Modeling;
using ResNetMLNet.Scoring;
using ResNetMLNet.Transforms.Onnx;
using ResNetMLNet.Transforms.Scoring;
using TorchSharp;

[assembly: LoadableClass(typeof(ResNetTransformer), null, typeof(SignatureLoadModel), "ResNet model", ResNetTransformer.LoaderSignature)]

namespace ResNetMLNet.Scoring;

/// <summary>
/// A trained residual network: adds the predicted label and the class probabilities to images.
/// <see cref="Training.ResNetTrainer"/> makes it.
/// </summary>
/// <inheritdoc/>
public sealed class ResNetTransformer : TorchTransformer<ResNetModelParameters>, IOnnxConvertible
{
    internal const string LoaderSignature = nameof(ResNetTransformer);

    internal ResNetTransformer(TrainedNetwork model)
        : base(model, new ResNetModelParameters(model))
    {
    }

    /// <summary>
    /// The format in which this process computes scores; it is not saved. Setting it takes effect from the next batch on, and
    /// prepares the weights anew.
    /// </summary>
    /// <value>The default is <see cref="Precision.Float32"/>.</value>
    /// <exception cref="ArgumentOutOfRangeException">Not one of the enumeration's values.</exception>
    public Precision Precision
    {
        get => Scorer.Precision;
        set => Scorer.Precision = value;
    }

    /// <summary>The values behind the predicted keys; null if they have none.</summary>
    internal LabelValues? LabelValues => Trained.Outputs.LabelValues;

    private protected override TorchModelKind FileKind => TorchModelKind.ResNet;

    /// <summary>A copy of the network on the CPU, which is disposed of on its own.</summary>
    /// <exception cref="ObjectDisposedException">The model was disposed of.</exception>
    internal ResNet CopyNetwork()
    {
        ResNet? copy = null;
        Scorer.WithNetwork(network => copy = ((ResNet)network).Copy());
        return copy!;
    }

    /// <summary>All that it was made of, with a copy of the network on its device, which is disposed of on its own.</summary>
    /// <exception cref="ObjectDisposedException">The model was disposed of.</exception>
    internal TrainedNetwork Copy()
    {
        var network = CopyNetwork();
        try
        {
            return Trained with { Network = network.to(Trained.Device) };
        }
        catch
        {
            network.Dispose();
            throw;
        }
    }

    IOnnxNetwork IOnnxConvertible.ToOnnxNetwork() => Scorer.ToOnnxNetwork();

    IBatchScorer IOnnxConvertible.CreateReference() => Scorer.CopyToCpu();

    // ML.NET finds this method by name and signature when it loads a model.
    private static ResNetTransformer Create(IHostEnvironment env, ModelLoadContext ctx) =>
        new(TorchModelFile.Load(env, ctx, TorchModelKind.ResNet));
}
