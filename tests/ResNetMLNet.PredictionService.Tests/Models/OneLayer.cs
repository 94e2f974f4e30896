using ResNetMLNet.Modeling;
using static TorchSharp.torch;

namespace ResNetMLNet.PredictionService.Tests.Models;

/// <summary>A network of a user's own, which has no form in ONNX.</summary>
[TorchModuleFactory("OneLayer")]
public sealed record OneLayer : ITorchModuleFactory
{
    public nn.Module<Tensor, Tensor> Create(TorchModuleContext context) => nn.Sequential(
        ("flatten", nn.Flatten()),
        ("dense", nn.Linear(context.ImageChannels * context.ImageHeight * context.ImageWidth, context.ClassCount)));
}
