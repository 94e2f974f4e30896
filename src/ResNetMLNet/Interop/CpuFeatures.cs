using System.Runtime.Intrinsics.X86;

namespace ResNetMLNet.Interop;

/// <summary>What this processor computes natively, as far as it decides how we train and score.</summary>
internal static class CpuFeatures
{
    private const int FeatureLeaf = 7;
    private const int AmxBFloat16 = 1 << 22;
    private const int Avx512BFloat16 = 1 << 5;

    /// <summary>
    /// Whether matrix products of bfloat16 have instructions of their own (AVX-512 BF16 or AMX BF16). Emulated ones are
    /// slower than single precision.
    /// </summary>
    /// <value>False on processors other than x86: .NET does not tell.</value>
    internal static bool HasNativeBFloat16 { get; } = Detect();

    private static bool Detect()
    {
        // Also says that the operating system saves the wide registers.
        if (!Avx512F.IsSupported || X86Base.CpuId(0, 0).Eax < FeatureLeaf)
        {
            return false;
        }

        var (subleaves, _, _, features) = X86Base.CpuId(FeatureLeaf, 0);
        return (features & AmxBFloat16) != 0
            || (subleaves >= 1 && (X86Base.CpuId(FeatureLeaf, 1).Eax & Avx512BFloat16) != 0);
    }
}
