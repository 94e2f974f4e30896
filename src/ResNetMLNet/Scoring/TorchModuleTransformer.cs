using Microsoft.ML;
using Microsoft.ML.Runtime;
using ResNetMLNet.Scoring;

[assembly: LoadableClass(
    typeof(TorchModuleTransformer), null, typeof(SignatureLoadModel), "Torch module model", TorchModuleTransformer.LoaderSignature)]

namespace ResNetMLNet.Scoring;

/// <summary>
/// A trained network of a user's own: adds the predicted label and the class probabilities to images.
/// <see cref="Training.TorchModuleTrainer"/> makes it.
/// </summary>
/// <inheritdoc/>
public sealed class TorchModuleTransformer : TorchTransformer<TorchModelParameters>
{
    internal const string LoaderSignature = nameof(TorchModuleTransformer);

    internal TorchModuleTransformer(TrainedNetwork model)
        : base(model, new TorchModelParameters(model))
    {
    }

    private protected override TorchModelKind FileKind => TorchModelKind.TorchModule;

    // ML.NET finds this method by name and signature when it loads a model.
    private static TorchModuleTransformer Create(IHostEnvironment env, ModelLoadContext ctx) =>
        new(TorchModelFile.Load(env, ctx, TorchModelKind.TorchModule));
}
