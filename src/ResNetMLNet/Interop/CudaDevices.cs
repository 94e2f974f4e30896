using TorchSharp;

namespace ResNetMLNet.Interop;

/// <summary>The GPUs that a training may use, as the values of <c>MLContext.GpuDeviceId</c> count them.</summary>
public static class CudaDevices
{
    /// <summary>How many there are; 0 without a CUDA package of TorchSharp.</summary>
    /// <exception cref="DllNotFoundException">libtorch does not load. The message names cause and remedy.</exception>
    public static int Count
    {
        get
        {
            NativeLibraries.EnsureLoaded();
            return torch.cuda.is_available() ? torch.cuda.device_count() : 0;
        }
    }
}
