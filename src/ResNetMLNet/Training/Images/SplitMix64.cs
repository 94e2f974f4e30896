namespace ResNetMLNet.Training.Images;

/// <summary>
/// Random numbers that can be entered at any place of a training: SplitMix64 (Steele, Lea and Flood 2014, "Fast Splittable
/// Pseudorandom Number Generators").
/// </summary>
internal struct SplitMix64
{
    private const ulong Increment = 0x9E3779B97F4A7C15;

    private ulong _state;

    /// <param name="place">The numbers that name the place. They are hashed one after another: near places are unrelated.</param>
    public SplitMix64(params ReadOnlySpan<int> place)
    {
        foreach (var number in place)
            _state = Mix(_state + Increment + (uint)number);
    }

    /// <summary>A number of 64 random bits.</summary>
    public ulong Next() => Mix(_state += Increment);

    /// <summary>A whole number from 0 to below a count.</summary>
    public int NextBelow(int count) => (int)Math.BigMul(Next(), (ulong)count, out _);

    /// <summary>A number from 0 to below 1.</summary>
    public double NextDouble() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>A number between two.</summary>
    public double NextBetween(double smallest, double largest) => smallest + (NextDouble() * (largest - smallest));

    private static ulong Mix(ulong bits)
    {
        bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9;
        bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EB;
        return bits ^ (bits >> 31);
    }
}
