using Microsoft.ML;
using ResNetMLNet.Interop;

namespace ResNetMLNet.Pipelines.Common.CommandLine;

/// <summary>The values of <c>--device</c>.</summary>
internal enum DeviceChoice
{
    /// <summary>The first GPU if there is one, else the CPU.</summary>
    Auto,

    /// <summary>The CPU.</summary>
    Cpu,

    /// <summary>The first GPU, and an error if there is none.</summary>
    Cuda,
}

/// <summary>What <see cref="DeviceChoice"/> means to ML.NET.</summary>
internal static class DeviceChoices
{
    /// <summary>The words on the command line.</summary>
    public static string[] Words { get; } = ["auto", "cpu", "cuda"];

    /// <summary>The choice that a word stands for.</summary>
    public static DeviceChoice Parse(string word) => Enum.Parse<DeviceChoice>(word, ignoreCase: true);

    /// <summary>
    /// Makes a context that trains and scores on the chosen device. A GPU is named only where there is one: asking for one
    /// that is missing would give a warning in every training on a CPU.
    /// </summary>
    /// <param name="choice">The choice.</param>
    /// <param name="seed">The seed of the context.</param>
    /// <param name="localRank">The number of this process among those of a training on this machine, which take the GPUs in turn.</param>
    /// <exception cref="UserErrorException">A GPU is asked for and there is none.</exception>
    public static MLContext CreateContext(this DeviceChoice choice, int seed, int localRank = 0) => new(seed)
    {
        GpuDeviceId = choice.IsGpu() ? localRank % CudaDevices.Count : null,
    };

    /// <summary>Whether training will run on a GPU.</summary>
    /// <exception cref="UserErrorException">A GPU is asked for and there is none.</exception>
    public static bool IsGpu(this DeviceChoice choice)
    {
        var hasGpu = choice != DeviceChoice.Cpu && CudaDevices.Count > 0;
        return choice != DeviceChoice.Cuda || hasGpu ? hasGpu : throw new UserErrorException(
            "--device is 'cuda', but libtorch sees no CUDA device. Use --device cpu, or build with the package "
            + "TorchSharp-cuda-linux or TorchSharp-cuda-windows on a machine with an NVIDIA GPU.");
    }
}
