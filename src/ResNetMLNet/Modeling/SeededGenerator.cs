using ResNetMLNet.Interop;
using static TorchSharp.torch;

namespace ResNetMLNet.Modeling;

/// <summary>
/// torch's own generator, from which the layers of TorchSharp draw: the process has one a device. It is seeded for one piece of
/// work at a time and goes on afterwards where it was, but for the generators of GPUs, whose state TorchSharp 0.107 does not give.
/// </summary>
internal static class SeededGenerator
{
    private static readonly Lock _lock = new();

    /// <summary>Works while the generators are seeded.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="work">The work: on the calling thread, and short, since others wait.</param>
    public static T Run<T>(ulong seed, Func<T> work)
    {
        NativeLibraries.EnsureLoaded();
        lock (_lock)
        {
            // TorchSharp's own ways to the state free the generator while libtorch reads it.
            using var generator = Generator.Default;
            using var state = generator.get_state();
            try
            {
                random.manual_seed(unchecked((long)seed)).Dispose();
                if (CudaDevices.Count > 0)
                    cuda.manual_seed_all(unchecked((long)seed));
                return work();
            }
            finally
            {
                generator.set_state(state);
            }
        }
    }

    /// <summary>Makes a module with the initial weights of its context's seed.</summary>
    public static nn.Module<Tensor, Tensor> Create(ITorchModuleFactory factory, TorchModuleContext context) =>
        Run((ulong)context.Seed, () => factory.Create(context));
}
