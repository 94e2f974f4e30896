using ResNetMLNet.Modeling;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace ResNetMLNet.Tests.Utilities;

/// <summary>A network of a user's own, in the form of LeCun et al. 1998, "Gradient-Based Learning Applied to Document Recognition".</summary>
/// <param name="Hidden">The width of its hidden layer.</param>
/// <param name="Dropout">The share of hidden values that are dropped in training.</param>
[TorchModuleFactory("LeNet")]
public sealed record LeNet(int Hidden = 32, double Dropout = 0) : ITorchModuleFactory
{
    public Module<Tensor, Tensor> Create(TorchModuleContext context) => Sequential(
        ("conv1", Conv2d(context.ImageChannels, 6, kernel_size: 3, padding: 1)),
        ("tanh", Tanh()),
        ("pool1", AvgPool2d(2)),
        ("flatten", Flatten()),
        ("fc1", Linear(6 * (context.ImageHeight / 2) * (context.ImageWidth / 2), Hidden)),
        ("relu", ReLU()),
        ("dropout", nn.Dropout(Dropout)),
        ("fc2", Linear(Hidden, context.ClassCount)));
}
