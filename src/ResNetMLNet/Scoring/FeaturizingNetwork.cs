using ResNetMLNet.Modeling;
using ResNetMLNet.Persistence;

namespace ResNetMLNet.Scoring;

/// <summary>Where a featurizer has its network from.</summary>
/// <param name="create">Makes a network of one's own, on the CPU, for images with a number of channels.</param>
internal sealed class FeaturizingNetwork(Func<int, ResNet> create)
{
    /// <summary>The network of a trained model.</summary>
    public static FeaturizingNetwork Of(ResNetTransformer model) => new(channels =>
        channels == model.Model.ImageChannels
            ? model.CopyNetwork()
            : throw new ArgumentOutOfRangeException(
                nameof(channels), channels, $"The model was trained on images of {model.Model.ImageChannels} channels: give it such."));

    /// <summary>A network with the weights of a safetensors file, for whatever number of classes.</summary>
    public static FeaturizingNetwork Of(string weights, ResNetDescription description) => new(channels =>
    {
        // The last layer is not used, and one of another size stays as it is.
        var network = new ResNet(description, channels, classCount: 1);
        try
        {
            ResNetWeights.LoadForFineTuning(network, weights);
            return network;
        }
        catch
        {
            network.Dispose();
            throw;
        }
    });

    /// <exception cref="ArgumentOutOfRangeException">The images have other channels than those of the model.</exception>
    /// <exception cref="ObjectDisposedException">The model was disposed of.</exception>
    /// <exception cref="FileNotFoundException">There is no file of weights.</exception>
    /// <exception cref="InvalidDataException">The file of weights is damaged or of another network.</exception>
    public ResNet Create(int channels) => create(channels);
}
