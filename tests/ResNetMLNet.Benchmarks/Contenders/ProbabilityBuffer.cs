using System.Runtime.InteropServices;

namespace ResNetMLNet.Benchmarks.Contenders;

/// <summary>Takes the probabilities of any number of rows and keeps those of the first ones.</summary>
internal sealed class ProbabilityBuffer(int kept, int classes)
{
    private readonly float[] _kept = new float[kept * classes];
    private readonly float[] _dropped = new float[classes];

    /// <summary>Where the probabilities of a row go.</summary>
    public Span<float> Row(int row) => row < kept ? _kept.AsSpan(row * classes, classes) : _dropped;

    /// <summary>Writes what was kept as raw numbers.</summary>
    public void Save(string file) => File.WriteAllBytes(file, MemoryMarshal.AsBytes(_kept.AsSpan()));

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    public static float[] Load(string file) => MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(file)).ToArray();
}
