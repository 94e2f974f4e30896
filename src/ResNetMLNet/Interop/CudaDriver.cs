using System.Globalization;
using System.Runtime.InteropServices;

namespace ResNetMLNet.Interop;

/// <summary>What TorchSharp does not tell of a GPU, from the CUDA driver itself.</summary>
internal static unsafe class CudaDriver
{
    // The number of CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MAJOR in cuda.h.
    private const int ComputeCapabilityMajor = 75;

    /// <summary>The newest CUDA that the driver knows, as in 12.4; null without a driver.</summary>
    public static string? Version
    {
        get
        {
            int version;
            return Driver() is { } driver
                && NativeLibrary.TryGetExport(driver, "cuDriverGetVersion", out var getVersion)
                && ((delegate* unmanaged<int*, int>)getVersion)(&version) == 0
                ? string.Create(CultureInfo.InvariantCulture, $"{version / 1000}.{version % 1000 / 10}")
                : null;
        }
    }

    /// <summary>The major number of a GPU's compute capability; 0 without a driver or such a GPU.</summary>
    /// <param name="index">The GPU's number, as libtorch counts too.</param>
    public static int ComputeCapability(int index)
    {
        int major;
        return Driver() is { } driver
            && Device(driver, index) is { } device
            && NativeLibrary.TryGetExport(driver, "cuDeviceGetAttribute", out var getAttribute)
            && ((delegate* unmanaged<int*, int, int, int>)getAttribute)(&major, ComputeCapabilityMajor, device) == 0
            ? major
            : 0;
    }

    /// <summary>The name of a GPU, as in NVIDIA H200; null without a driver or such a GPU.</summary>
    /// <param name="index">The GPU's number, as libtorch counts too.</param>
    public static string? Name(int index)
    {
        const int length = 256;
        var name = stackalloc byte[length];
        return Driver() is { } driver
            && Device(driver, index) is { } device
            && NativeLibrary.TryGetExport(driver, "cuDeviceGetName", out var getName)
            && ((delegate* unmanaged<byte*, int, int, int>)getName)(name, length, device) == 0
            ? Marshal.PtrToStringUTF8((nint)name)
            : null;
    }

    /// <summary>The driver's own number of a GPU; null if there is no such GPU.</summary>
    private static int? Device(nint driver, int index)
    {
        int device;
        return NativeLibrary.TryGetExport(driver, "cuInit", out var initialize)
            && NativeLibrary.TryGetExport(driver, "cuDeviceGet", out var getDevice)
            && ((delegate* unmanaged<uint, int>)initialize)(0) == 0
            && ((delegate* unmanaged<int*, int, int>)getDevice)(&device, index) == 0
            ? device
            : null;
    }

    private static nint? Driver() =>
        NativeLibrary.TryLoad(OperatingSystem.IsWindows() ? "nvcuda.dll" : "libcuda.so.1", out var driver) ? driver : null;
}
