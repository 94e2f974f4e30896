using Microsoft.ML;
using ResNetMLNet.Benchmarks.Contenders;
using TorchSharp;
using static TorchSharp.torch;

namespace ResNetMLNet.Benchmarks.Gpu;

/// <summary>How it is measured.</summary>
/// <param name="IsDryRun">Whether all is done on the CPU, with few epochs, to see that it can be done.</param>
/// <param name="Rows">The most training images.</param>
internal sealed record GpuSettings(bool IsDryRun, int Rows)
{
    /// <summary>The GPU, or what stands for it in a dry run.</summary>
    public Device Device { get; } = new(IsDryRun ? DeviceType.CPU : DeviceType.CUDA, IsDryRun ? -1 : 0);

    /// <summary>A context that trains and scores on the device.</summary>
    public MLContext OnDevice() => new(TrainingTask.Seed) { GpuDeviceId = IsDryRun ? null : 0 };

    /// <summary>A context that trains and scores on the CPU.</summary>
    public static MLContext OnCpu() => new(TrainingTask.Seed);

    /// <summary>The epochs of a training: two in a dry run, since the first one is left out of speeds.</summary>
    /// <param name="epochs">Those on a GPU.</param>
    public int Epochs(int epochs) => IsDryRun ? Math.Min(2, epochs) : epochs;

    /// <summary>Waits until the device has done what it was given: only then a clock says something.</summary>
    public void Synchronize()
    {
        if (!IsDryRun)
            cuda.synchronize(Device);
    }
}
