using ResNetMLNet.Benchmarks.Data;
using ResNetMLNet.Diagnostics;

namespace ResNetMLNet.Benchmarks.Gpu.Parts;

/// <summary>What it is measured on.</summary>
internal static class MachinePart
{
    private static readonly string[] _facts =
        ["ResNetMLNet", ".NET", "ML.NET", "TorchSharp", "libtorch", "system", "processor", "instruction sets", "cores", "memory", "GPUs"];

    /// <summary>Notes hardware, system and versions.</summary>
    public static void Measure(GpuBench bench)
    {
        foreach (var fact in Doctor.Examine().Facts.Where(fact => _facts.Contains(fact.Name)))
            bench.Note(fact.Name, fact.Value);
        bench.Note("data", ImageSource.Name);
    }
}
