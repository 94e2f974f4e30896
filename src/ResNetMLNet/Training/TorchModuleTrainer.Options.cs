using Microsoft.ML.Runtime;
using ResNetMLNet.Modeling;
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
                ModuleChecks.Check(channel, network, Factory, context);
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
    }
}
