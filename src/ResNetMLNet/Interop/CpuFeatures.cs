using System.Runtime.Intrinsics.X86;

namespace ResNetMLNet.Interop;

/// <summary>What this processor computes natively, as far as it decides how we train and score.</summary>
internal static class CpuFeatures
{
    private const int FeatureLeaf = 7;
    private const int AmxBFloat16 = 1 << 22;
    private const int Avx512BFloat16 = 1 << 5;

    /// <summary>Whether matrix products of bfloat16 are computed by AMX, many times as fast as by AVX-512.</summary>
    internal static bool HasAmxBFloat16 { get; } =
        HasWideRegisters && (X86Base.CpuId(FeatureLeaf, 0).Edx & AmxBFloat16) != 0;

    /// <summary>
    /// Whether matrix products of bfloat16 have instructions of their own (AVX-512 BF16 or AMX BF16). Emulated ones are
    /// slower than single precision.
    /// </summary>
    /// <value>False on processors other than x86: .NET does not tell.</value>
    internal static bool HasNativeBFloat16 { get; } = HasAmxBFloat16 || HasAvx512BFloat16();

    /// <summary>Those by which libtorch and the library choose how they compute, in words.</summary>
    internal static string InstructionSets => string.Join(", ", Names().DefaultIfEmpty("none of AVX2, AVX-512 and bfloat16"));

    /// <summary>Also says that the operating system saves them.</summary>
    private static bool HasWideRegisters => Avx512F.IsSupported && X86Base.CpuId(0, 0).Eax >= FeatureLeaf;

    private static IEnumerable<string> Names()
    {
        if (Avx2.IsSupported)
            yield return "AVX2";
        if (Avx512F.IsSupported)
            yield return "AVX-512";
        if (HasNativeBFloat16)
            yield return "bfloat16";
        if (HasAmxBFloat16)
            yield return "AMX";
    }

    private static bool HasAvx512BFloat16() =>
        HasWideRegisters && X86Base.CpuId(FeatureLeaf, 0).Eax >= 1 && (X86Base.CpuId(FeatureLeaf, 1).Eax & Avx512BFloat16) != 0;
}
