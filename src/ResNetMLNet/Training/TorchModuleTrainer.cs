using Microsoft.ML;
using Microsoft.ML.Runtime;
using ResNetMLNet.Scoring;

namespace ResNetMLNet.Training;

/// <summary>Learns to classify images by any module of TorchSharp that turns a batch of images into logits.</summary>
/// <remarks>
/// <para>
/// To make it, use
/// <see cref="ResNetCatalog.TorchModule(MulticlassClassificationCatalog.MulticlassClassificationTrainers, Options)"/>.
/// </para>
/// <para>
/// Columns, training, scoring in batches, checkpoints and the model file are those of <see cref="ResNetTrainer"/>. The module is
/// computed as it is, in the precision of its own weights: bfloat16, fused operators and folded batch normalization are for
/// networks that are known to the library.
/// </para>
/// </remarks>
public sealed partial class TorchModuleTrainer : TorchTrainer<TorchModuleTransformer, TorchModelParameters>
{
    internal TorchModuleTrainer(IHostEnvironment environment, Options options)
        : base(environment, options.Clone<Options>())
    {
    }

    private protected override TorchModuleTransformer CreateTransformer(TrainedNetwork model) => new(model);
}
