using ResNetMLNet.Interop;
using static TorchSharp.torch;

namespace ResNetMLNet.Modeling;

/// <summary>
/// torch's own generator, from which the layers of TorchSharp draw: the process has one, so that it is lent to one factory at a
/// time and given back as it was.
/// </summary>
internal static class SeededGenerator
{
    private static readonly Lock _lock = new();

    /// <summary>Makes a module while the generator is seeded.</summary>
    public static nn.Module<Tensor, Tensor> Create(ITorchModuleFactory factory, TorchModuleContext context)
    {
        NativeLibraries.EnsureLoaded();
        lock (_lock)
        {
            using var state = random.get_rng_state();
            random.manual_seed(context.Seed);
            try
            {
                return factory.Create(context);
            }
            finally
            {
                random.set_rng_state(state);
            }
        }
    }
}
