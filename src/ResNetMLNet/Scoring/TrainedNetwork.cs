using Microsoft.ML.Runtime;
using ResNetMLNet.History;
using ResNetMLNet.Modeling;
using ResNetMLNet.Transforms.Featurization;
using ResNetMLNet.Transforms.Scoring;
using static TorchSharp.torch;

namespace ResNetMLNet.Scoring;

/// <summary>A trained network with all that is needed to score by it: what a training ends with, and a model file holds.</summary>
/// <param name="Host">ML.NET's host.</param>
/// <param name="Factory">What made the network.</param>
/// <param name="Network">The network, which whoever takes the model owns.</param>
/// <param name="Device">The device of the network.</param>
/// <param name="Image">The shape of the images.</param>
/// <param name="FeatureColumnName">The column of images.</param>
/// <param name="Outputs">The columns of scores.</param>
/// <param name="History">The record of the training.</param>
internal sealed record TrainedNetwork(
    IHost Host,
    ITorchModuleFactory Factory,
    nn.Module<Tensor, Tensor> Network,
    Device Device,
    ImageShape Image,
    string FeatureColumnName,
    ScoreColumns Outputs,
    TrainingHistory History)
{
    /// <summary>The number of classes.</summary>
    public int ClassCount => Outputs.ClassCount;
}
