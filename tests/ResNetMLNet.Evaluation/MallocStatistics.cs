using System.Runtime.InteropServices;

namespace ResNetMLNet.Evaluation;

/// <summary>What glibc knows of the native memory of the process.</summary>
internal static class MallocStatistics
{
    private const string Library = "libc.so.6";
    private const string Function = "mallinfo2";

    /// <summary>Whether this is glibc 2.33 or later.</summary>
    public static bool AreKnown { get; } =
        OperatingSystem.IsLinux()
        && NativeLibrary.TryLoad(Library, out var libc)
        && NativeLibrary.TryGetExport(libc, Function, out _);

    /// <summary>The bytes that are allocated and not freed.</summary>
    public static long BytesInUse()
    {
        var statistics = Read();
        return (long)(statistics.UsedBytes + statistics.MappedBytes);
    }

    [DllImport(Library, EntryPoint = Function)]
    private static extern Statistics Read();

    /// <summary>The struct <c>mallinfo2</c> of malloc.h: ten numbers, of which two count here.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 80)]
    private struct Statistics
    {
        /// <summary><c>hblkhd</c>: blocks that have a mapping of their own.</summary>
        [FieldOffset(32)]
        public nuint MappedBytes;

        /// <summary><c>uordblks</c>: all others.</summary>
        [FieldOffset(56)]
        public nuint UsedBytes;
    }
}
