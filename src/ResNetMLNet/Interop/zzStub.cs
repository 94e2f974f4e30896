namespace ResNetMLNet.Interop;
internal static class NativeLibraries { public static void EnsureLoaded() { } }
internal static class CpuFeatures { public static bool HasNativeBFloat16 => System.Runtime.Intrinsics.X86.Avx512F.IsSupported; }
