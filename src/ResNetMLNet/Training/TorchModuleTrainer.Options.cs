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

        internal override nn.Module<Tensor, Tensor> CreateNetwork(IChannel channel, TorchModuleContext context)
        {
            var network = base.CreateNetwork(channel, context);
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

        /// <summary>Lets two blank images through: a loss of other outputs fails with a message that does not name the network, or not at all.</summary>
        private static void CheckOutputs(nn.Module<Tensor, Tensor> network, TorchModuleContext context)
        {
            const int Images = 2;
            using var scope = NewDisposeScope();
            using var mode = inference_mode();
            network.eval();
            var shape = network.call(zeros(Images, context.ImageChannels, context.ImageHeight, context.ImageWidth)).shape;
            network.train();
            if (!shape.SequenceEqual([Images, context.ClassCount]))
            {
                throw new InvalidOperationException(
                    $"The network {network.GetName()} gives outputs of shape ({string.Join(", ", shape)}) for {Images} images and "
                    + $"{context.ClassCount} classes, it has to give ({Images}, {context.ClassCount}): one logit a class.");
            }
        }
    }
}
