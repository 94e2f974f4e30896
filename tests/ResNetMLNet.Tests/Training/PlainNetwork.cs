using ResNetMLNet.Modeling.Inference;
using static TorchSharp.torch;

namespace ResNetMLNet.Tests.Training;

/// <summary>Any network from images to logits, for the loop to validate as it is.</summary>
/// <param name="network">The network; it stays its owner's.</param>
internal sealed class PlainNetwork(nn.Module<Tensor, Tensor> network) : IInferenceNetwork
{
    /// <inheritdoc/>
    public Tensor Probabilities(Tensor images)
    {
        using var scope = NewDisposeScope();
        return network.call(images).softmax(1).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
