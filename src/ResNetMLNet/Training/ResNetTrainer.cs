using Microsoft.ML;
using Microsoft.ML.Runtime;
using ResNetMLNet.Modeling;
using ResNetMLNet.Scoring;

namespace ResNetMLNet.Training;

/// <summary>Learns to classify images by a residual network.</summary>
/// <remarks>
/// <para>
/// To make it, use <see cref="ResNetCatalog.ResNet(MulticlassClassificationCatalog.MulticlassClassificationTrainers, Options)"/>.
/// </para>
/// <format type="text/markdown">
/// <![CDATA[
/// ### Input and output columns
/// The label column is a key of UInt32 with a known number of classes; rows whose label is missing are not trained on.
/// The feature column is a Single vector of known size, shaped (channels, height, width) or (height, width).
/// The example weight column is optional, a Single of at least 0 by which the loss of its row is multiplied.
///
/// | Output column | Type | Content |
/// | -- | -- | -- |
/// | `Score` | Single vector | The probabilities of all classes; they sum to 1. |
/// | `PredictedLabel` | key | The most probable class. |
///
/// ### Characteristics
/// | | |
/// | -- | -- |
/// | Machine learning task | Multiclass classification |
/// | Is normalization required? | Pixels should be scaled to about [0, 1]; `PixelsToFeatures` does it |
/// | Is caching required? | No: the images are read once and kept, in memory or in a file (`ImageStorage`) |
/// | Required NuGet package in addition to this one | None on a CPU; TorchSharp-cuda-linux or -windows for a GPU |
/// | Exportable to ONNX | Yes, by `SaveAsOnnx` of the package ResNetMLNet.OnnxRuntime |
/// ]]>
/// </format>
/// <para>
/// By default the network is that of Dive into Deep Learning, chapter 7.6, after He et al. 2015: <see cref="ResNet"/>.
/// </para>
/// </remarks>
public sealed partial class ResNetTrainer : TorchTrainer<ResNetTransformer, ResNetModelParameters>
{
    internal ResNetTrainer(IHostEnvironment environment, Options options)
        : base(environment, options.Clone<Options>())
    {
    }

    private protected override ResNetTransformer CreateTransformer(TrainedNetwork model) => new(model);
}
