using Microsoft.ML.Runtime;
using ResNetMLNet.Modeling;
using ResNetMLNet.Transforms.Featurization;
using ResNetMLNet.Weights;
using static TorchSharp.torch;

namespace ResNetMLNet.Scoring;

/// <summary>Where a featurizer has its network from.</summary>
internal abstract class FeaturizingNetwork
{
    /// <summary>The network of a trained model.</summary>
    public static FeaturizingNetwork Of(ResNetTransformer model) => new Trained(model);

    /// <summary>A network with pretrained weights, for whatever number of classes.</summary>
    public static FeaturizingNetwork Of(PretrainedWeights weights, ResNetDescription description) => new Pretrained(weights, description);

    /// <summary>Makes a network of one's own, on the CPU.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The images have other channels than those of the model.</exception>
    /// <exception cref="ObjectDisposedException">The model was disposed of.</exception>
    /// <exception cref="FileNotFoundException">There is no file of weights.</exception>
    /// <exception cref="InvalidDataException">The file of weights is damaged or of another network.</exception>
    public abstract ResNet Create(IExceptionContext context, string inputColumnName, ImageShape image);

    private sealed class Trained(ResNetTransformer model) : FeaturizingNetwork
    {
        public override ResNet Create(IExceptionContext context, string inputColumnName, ImageShape image)
        {
            if (image.Channels != model.Model.ImageChannels)
            {
                throw context.ExceptSchemaMismatch(
                    "input", "image", inputColumnName, $"images of {model.Model.ImageChannels} channels, as in training", $"{image}");
            }
            return model.CopyNetwork();
        }
    }

    private sealed class Pretrained(PretrainedWeights weights, ResNetDescription description) : FeaturizingNetwork
    {
        public override ResNet Create(IExceptionContext context, string inputColumnName, ImageShape image)
        {
            var network = ResNet.WithoutWeights(description, image.Channels, classCount: 1);
            try
            {
                // The last layer is not used: one of another size becomes zero, as one that there is not.
                using var mode = no_grad();
                using var scope = NewDisposeScope();
                foreach (var name in ResNet.HeadNames)
                    network.get_parameter(name)!.zero_();
                TorchWeights.LoadForFineTuning(network, weights);
                return network;
            }
            catch
            {
                network.Dispose();
                throw;
            }
        }
    }
}
