using ResNetMLNet.Interop;
using static TorchSharp.torch;

namespace ResNetMLNet.Modeling;

/// <summary>
/// torch's own generator, from which the layers of TorchSharp draw: the process has one, on a CPU, for all its threads.
/// </summary>
internal static class SeededGenerator
{
    private static readonly Lock _lock = new();

    /// <summary>Makes a module while the generator is seeded; afterwards it goes on where it was.</summary>
    public static nn.Module<Tensor, Tensor> Create(ITorchModuleFactory factory, TorchModuleContext context)
    {
        NativeLibraries.EnsureLoaded();
        lock (_lock)
        {
            using var loan = new Loan();
            Seed((ulong)context.Seed);
            return factory.Create(context);
        }
    }

    /// <summary>Seeds the generators of all devices. Another training at the same time would draw from the same.</summary>
    public static void Seed(ulong seed) => random.manual_seed(unchecked((long)seed));

    /// <summary>Lets the generator go on where it was once this is disposed of.</summary>
    public sealed class Loan : IDisposable
    {
        private readonly Tensor _state = random.get_rng_state().DetachFromDisposeScope();

        public void Dispose()
        {
            random.set_rng_state(_state);
            _state.Dispose();
        }
    }
}
