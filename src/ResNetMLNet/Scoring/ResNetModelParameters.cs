using ResNetMLNet.Modeling;

namespace ResNetMLNet.Scoring;

/// <summary>What a trained residual network is, expects and gives.</summary>
public sealed class ResNetModelParameters : TorchModelParameters
{
    internal ResNetModelParameters(TrainedNetwork model)
        : base(model)
    {
    }

    /// <summary>Which network it is.</summary>
    public ResNetDescription Description => (ResNetDescription)Module;
}
