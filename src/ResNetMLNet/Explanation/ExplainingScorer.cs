using ResNetMLNet.Modeling;
using ResNetMLNet.Modeling.Inference;
using ResNetMLNet.Scoring;
using static TorchSharp.torch;

namespace ResNetMLNet.Explanation;

/// <summary>Scores images and tells which of their places decided.</summary>
/// <param name="model">The network with all that belongs to it; the scorer will dispose of the network.</param>
/// <param name="explainedClass">The class; null for each image's likeliest one.</param>
internal sealed class ExplainingScorer(TrainedNetwork model, int? explainedClass)
    : BatchScorer(model.Host, model.Network, model.Image, model.Device, NetworkOutput.Probabilities)
{
    private protected override IInferenceNetwork Prepare(nn.Module<Tensor, Tensor> network) =>
        new GradCam((ResNet)network, Image, explainedClass);
}
