using Microsoft.ML;
using TorchSharp;

namespace ResNetMLNet.Pipelines.FashionMnist.CommandLine;

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

    /// <summary>Makes a context that trains and scores on the chosen device.</summary>
    public static MLContext CreateContext(this DeviceChoice choice, int seed) => new(seed)
    {
        GpuDeviceId = choice == DeviceChoice.Cpu ? null : 0,
        FallbackToCpu = choice != DeviceChoice.Cuda,
    };

    /// <summary>Whether training will run on a GPU.</summary>
    public static bool IsGpu(this DeviceChoice choice) =>
        choice == DeviceChoice.Cuda || (choice == DeviceChoice.Auto && torch.cuda.is_available());
}
