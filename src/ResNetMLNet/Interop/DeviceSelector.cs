using Microsoft.ML.Runtime;
using TorchSharp;
using static TorchSharp.torch;

namespace ResNetMLNet.Interop;

/// <summary>Chooses the device by ML.NET's settings <c>MLContext.GpuDeviceId</c> and <c>MLContext.FallbackToCpu</c>.</summary>
internal static class DeviceSelector
{
    /// <summary>
    /// The CPU where no GPU is asked for; the GPU of the given number; or the CPU, with a warning, where there is no such GPU
    /// and falling back is allowed.
    /// </summary>
    /// <exception cref="InvalidOperationException">There is no such GPU and falling back is not allowed.</exception>
    public static Device Select(IHost host, IChannel channel)
    {
        NativeLibraries.EnsureLoaded();
        var settings = (IHostEnvironmentInternal)host;
        if (settings.GpuDeviceId is not { } id)
            return CPU;
        var count = CudaDevices.Count;
        if (id >= 0 && id < count)
        {
            InitializeDeviceType(DeviceType.CUDA);
            return new Device(DeviceType.CUDA, id);
        }
        var problem = $"MLContext.GpuDeviceId is {id}, but libtorch sees {count} CUDA devices.";
        if (!settings.FallbackToCpu)
        {
            throw host.Except(
                problem + " Choose an existing one, set it to null for the CPU, or set FallbackToCpu; CUDA needs the package "
                + "TorchSharp-cuda-linux or TorchSharp-cuda-windows in place of TorchSharp-cpu.");
        }
        channel.Warning(problem + " The CPU is used.");
        return CPU;
    }
}
