using ResNetMLNet.Modeling;
using ResNetMLNet.Modeling.Inference;
using static TorchSharp.torch;

namespace ResNetMLNet.Training.Freezing;

/// <summary>
/// What is behind the first stages of a network, used as it is, up to the probabilities. It stays its owner's, who keeps it in eval
/// mode.
/// </summary>
internal sealed class RestNetwork(ResNet network, int stages) : IInferenceNetwork
{
    /// <inheritdoc/>
    public Tensor Apply(Tensor maps)
    {
        using var scope = NewDisposeScope();
        return network.Rest(maps, stages).softmax(1).MoveToOuterDisposeScope();
    }

    public void Dispose()
    {
    }
}
