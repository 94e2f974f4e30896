namespace ResNetMLNet.Interop;

/// <summary>
/// What .NET frees of TorchSharp's calls: each leaves a small block of native memory, for a delegate that native code calls, until it is
/// collected. Lying between large blocks these keep them from being joined and used again. Where the caches are large .NET collects
/// seldom: with 300 MB of them a training that needs 600 MB came to 2 GB.
/// </summary>
internal static class NativeGarbage
{
    /// <summary>Frees what is new of it; to be called now and then in a loop of many steps.</summary>
    public static void Collect() => GC.Collect(generation: 0);
}
