using static TorchSharp.torch;

namespace ResNetMLNet.Modeling.Inference;

/// <summary>Any network from images to logits as it is, in eval mode, which it has to be put into before.</summary>
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
