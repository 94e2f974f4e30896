using TorchSharp;
using static TorchSharp.torch;

namespace ResNetMLNet.Interop;

/// <summary>Where computing in bfloat16 is worth it.</summary>
internal static class BFloat16Support
{
    // NVIDIA's Ampere, the first with bfloat16.
    private const int FirstComputeCapability = 8;

    /// <summary>Whether a device computes in bfloat16 natively; where it does not, single precision is faster.</summary>
    public static bool IsNative(Device device) => device.type == DeviceType.CUDA
        ? CudaDriver.ComputeCapability(device.index) >= FirstComputeCapability
        : CpuFeatures.HasNativeBFloat16;
}
