using ResNetMLNet.Modeling;
using ResNetMLNet.Modeling.Inference;
using static TorchSharp.torch;

namespace ResNetMLNet.Training.Freezing;

/// <summary>The first stages of a network, used as they are. It stays its owner's, who keeps it in eval mode.</summary>
internal sealed class FrontNetwork(ResNet network, int stages) : IInferenceNetwork
{
    /// <inheritdoc/>
    public Tensor Apply(Tensor images) => network.Front(images, stages);

    public void Dispose()
    {
    }
}
