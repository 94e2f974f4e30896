using System.Runtime.InteropServices;
using Microsoft.ML.Runtime;
using ResNetMLNet.Modeling;
using ResNetMLNet.Persistence;
using static TorchSharp.torch;

namespace ResNetMLNet.Training;

public sealed partial class TorchModuleTrainer
{
    /// <summary>The options of <see cref="TorchModuleTrainer"/>.</summary>
    public sealed class Options : TorchTrainerOptions
    {
        /// <summary>
        /// What makes the network; the model file holds its name and its public properties, by which loading finds it again.
        /// </summary>
        /// <value>There is no default: it has to be set.</value>
        public ITorchModuleFactory? Module { get; set; }

        internal override ITorchModuleFactory Factory => Module!;

        internal override IEnumerable<KeyValuePair<string, string>> FurtherValues()
        {
            var reference = TorchModuleReference.To(Factory);
            return [new(nameof(Module), $"{reference.AssemblyName}, {reference.Name}, {reference.Configuration}")];
        }

        internal override nn.Module<Tensor, Tensor> CreateNetwork(
            IChannel channel, TorchModuleContext context, IReadOnlyList<string>? classNames)
        {
            var network = base.CreateNetwork(channel, context, classNames);
            try
            {
                CheckOutputs(network, context);
                return network;
            }
            catch
            {
                network.Dispose();
                throw;
            }
        }

        internal override void Detach() => Module = TorchModuleReference.To(Factory).Resolve();

        private protected override void CheckNetwork(OptionChecks checks)
        {
            if (Module is null)
            {
                checks.Refuse($"{nameof(Module)} is null, it has to be a factory that makes the network.");
                return;
            }
            try
            {
                TorchModuleReference.To(Module);
            }
            catch (ArgumentException exception)
            {
                checks.Refuse($"{nameof(Module)} cannot be saved with a model. {exception.Message}");
            }
        }

        /// <summary>Lets two blank images through: what a loss makes of other outputs does not tell what is wrong.</summary>
        private static void CheckOutputs(nn.Module<Tensor, Tensor> network, TorchModuleContext context)
        {
            const int Images = 2;
            using var scope = NewDisposeScope();
            using var mode = no_grad();
            var images = zeros(Images, context.ImageChannels, context.ImageHeight, context.ImageWidth);
            network.eval();
            var shape = Apply(network, images).shape;
            network.train();
            if (!shape.SequenceEqual([Images, context.ClassCount]))
            {
                throw new InvalidOperationException(
                    $"The network {network.GetName()} gives outputs of shape ({string.Join(", ", shape)}) for {Images} images "
                    + $"and {context.ClassCount} classes, it has to give ({Images}, {context.ClassCount}): one logit a class.");
            }
            if (!network.parameters().Any(parameter => parameter.requires_grad))
            {
                throw new InvalidOperationException(
                    $"The network {network.GetName()} has no parameter to learn: register its layers, or let some require gradients.");
            }
        }

        private static Tensor Apply(nn.Module<Tensor, Tensor> network, Tensor images)
        {
            try
            {
                return network.call(images);
            }
            catch (ExternalException exception)
            {
                throw new InvalidOperationException(
                    $"The network {network.GetName()} does not take images of shape ({string.Join(", ", images.shape)}): "
                    + $"{exception.Message}", exception);
            }
        }
    }
}
