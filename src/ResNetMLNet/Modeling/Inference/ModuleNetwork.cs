using static TorchSharp.torch;

namespace ResNetMLNet.Modeling.Inference;

/// <summary>Any module that turns images into logits, used as it is. It stays its owner's, who keeps it in eval mode.</summary>
internal sealed class ModuleNetwork(nn.Module<Tensor, Tensor> module) : IInferenceNetwork
{
    /// <inheritdoc/>
    public Tensor Apply(Tensor images)
    {
        using var scope = NewDisposeScope();
        return module.call(images).to(ScalarType.Float32).softmax(1).MoveToOuterDisposeScope();
    }

    public void Dispose()
    {
    }
}
