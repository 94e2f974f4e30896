using System.Runtime.InteropServices;

namespace ResNetMLNet.Interop;

/// <summary>
/// How the process gets memory for tensors: a setting for programs that mainly train, which the library never makes by itself.
/// </summary>
/// <remarks>
/// As delivered, libtorch gives the memory of every large tensor back to the operating system and takes it anew a moment
/// later, at every step of a training, and each page taken is filled with zeros first. On a CPU this costs up to a third of
/// the time.
/// </remarks>
public static class NativeAllocator
{
    // The numbers of glibc's malloc.h.
    private const int TrimThreshold = -1;
    private const int MmapThreshold = -3;

    /// <summary>
    /// The most that glibc accepts. Larger blocks go back, in huge pages at little cost: kept, they break the heap into pieces
    /// that fit nothing, and training in single precision would take half as much memory again.
    /// </summary>
    private const int LargestKept = 32 << 20;

    /// <summary>
    /// Makes the C library keep freed blocks of up to 32 MB for the next tensor, and libtorch ask for huge pages. It concerns
    /// everything in the process that allocates native memory, and cannot be undone. What is free when a network has been prepared
    /// for scoring goes back once.
    /// </summary>
    /// <returns>Whether all of it was done: only on Linux with glibc, and only if its functions are found.</returns>
    /// <remarks>
    /// Call it first thing in a program of your own, before anything of libtorch is used: libtorch reads its setting once.
    /// In a host that serves other work too, leave it; or set the environment variables <c>THP_MEM_ALLOC_ENABLE=1</c> and
    /// <c>GLIBC_TUNABLES=glibc.malloc.mmap_threshold=33554432:glibc.malloc.trim_threshold=2147483647</c> for that process.
    /// </remarks>
    public static unsafe bool KeepFreedMemory()
    {
        if (!TryFind("mallopt", out var export) || !TryFind("setenv", out var setEnvironment))
            return false;
        var mallopt = (delegate* unmanaged<int, int, int>)export;
        var kept = mallopt(MmapThreshold, LargestKept) != 0 && mallopt(TrimThreshold, int.MaxValue) != 0;

        // .NET's own setter changes a copy that native code does not see.
        fixed (byte* name = "THP_MEM_ALLOC_ENABLE\0"u8, value = "1\0"u8)
            return ((delegate* unmanaged<byte*, byte*, int, int>)setEnvironment)(name, value, 0) == 0 && kept;
    }

    /// <summary>
    /// Gives all freed memory back to the operating system, once: after work that took much more than what follows. It does so on
    /// Linux with glibc, and nothing elsewhere.
    /// </summary>
    internal static unsafe void GiveBackFreedMemory()
    {
        if (TryFind("malloc_trim", out var trim))
            ((delegate* unmanaged<nuint, int>)trim)(0);
    }

    private static bool TryFind(string function, out nint address)
    {
        address = 0;
        return OperatingSystem.IsLinux()
            && NativeLibrary.TryLoad("libc.so.6", out var libc)
            && NativeLibrary.TryGetExport(libc, function, out address);
    }
}
