using static TorchSharp.torch;

namespace ResNetMLNet.Modeling;

/// <summary>
/// Makes a network that a model file names instead of containing: the file holds the factory's assembly, its
/// <see cref="TorchModuleFactoryAttribute.Name"/> and its public properties as JSON, beside the weights.
/// </summary>
/// <remarks>
/// The class needs a <see cref="TorchModuleFactoryAttribute"/>, and has to come back from its JSON by System.Text.Json, as a
/// record of plain values does. The assembly has to be there where the model is loaded; nothing else is registered.
/// </remarks>
public interface ITorchModuleFactory
{
    /// <summary>Makes the network on the CPU with its initial weights, the same for the same context.</summary>
    /// <param name="context">The images, the classes and the seed. torch's own generator is seeded with it beforehand.</param>
    /// <returns>A module that takes images (batch, channels, height, width) and gives logits (batch, classes).</returns>
    nn.Module<Tensor, Tensor> Create(TorchModuleContext context);
}
