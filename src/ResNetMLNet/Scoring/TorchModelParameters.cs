using ResNetMLNet.Modeling;
using ResNetMLNet.Transforms.Scoring;

namespace ResNetMLNet.Scoring;

/// <summary>What a trained network expects and gives.</summary>
public class TorchModelParameters : ImageModelParameters
{
    internal TorchModelParameters(TrainedNetwork model)
        : base(model.Image)
    {
        ClassCount = model.ClassCount;
        Module = model.Factory;
    }

    /// <summary>The number of classes.</summary>
    public int ClassCount { get; }

    /// <summary>What made the network.</summary>
    public ITorchModuleFactory Module { get; }
}
