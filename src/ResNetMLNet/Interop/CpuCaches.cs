using System.Runtime.Intrinsics.X86;

namespace ResNetMLNet.Interop;

/// <summary>The caches of this processor as CPUID tells them, which is where libtorch and oneDNN have them from.</summary>
internal static class CpuCaches
{
    private const int IntelLeaf = 4;
    private const int AmdLeaf = unchecked((int)0x8000001D);
    private const int HighestAmdLeaf = unchecked((int)0x80000000);
    private const int MostCaches = 8;

    /// <summary>Level, kind and size of each: <c>L1 data 32 KB, L2 1,024 KB</c>; empty where a hypervisor hides them.</summary>
    /// <value>Null on processors other than x86: .NET does not tell.</value>
    public static string? Text { get; } = X86Base.IsSupported ? string.Join(", ", Read()) : null;

    private static IEnumerable<string> Read()
    {
        var leaf = (uint)X86Base.CpuId(HighestAmdLeaf, 0).Eax >= unchecked((uint)AmdLeaf) ? AmdLeaf : IntelLeaf;
        for (var index = 0; index < MostCaches; index++)
        {
            var (eax, ebx, ecx, _) = X86Base.CpuId(leaf, index);
            var kind = eax & 31;
            if (kind == 0)
                yield break;
            var (ways, partitions, line) = (((ebx >> 22) & 0x3FF) + 1, ((ebx >> 12) & 0x3FF) + 1, (ebx & 0xFFF) + 1);
            var kilobytes = (long)ways * partitions * line * (ecx + 1L) / 1024;
            var name = kind switch { 1 => " data", 2 => " code", _ => "" };
            yield return string.Create(System.Globalization.CultureInfo.InvariantCulture, $"L{(eax >> 5) & 7}{name} {kilobytes:N0} KB");
        }
    }
}
