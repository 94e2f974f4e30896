namespace ResNetMLNet.Pipelines.FashionMnist.Data.Drawing;

/// <summary>
/// SplitMix64 (Steele, Lea, Flood 2014). Our own, because the drawn data is a data set: it has to stay the same on
/// every machine and under every version of .NET.
/// </summary>
internal sealed class DrawRandom
{
    private const ulong Golden = 0x9E3779B97F4A7C15;

    private ulong _state;

    /// <summary>Each combination of numbers gives a stream of its own, so rows can be drawn in any order.</summary>
    public DrawRandom(params ReadOnlySpan<int> numbers)
    {
        foreach (var number in numbers)
        {
            _state ^= (uint)number;
            _state = Next();
        }
    }

    public ulong Next()
    {
        _state += Golden;
        var z = _state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>A number from <paramref name="low"/> to below <paramref name="high"/>.</summary>
    public double Between(double low, double high) => low + ((high - low) * ((Next() >> 11) * (1.0 / (1UL << 53))));

    /// <summary>A whole number from 0 to below <paramref name="limit"/>.</summary>
    public int Below(int limit) => (int)Between(0, limit);

    /// <summary>True in this share of all calls.</summary>
    public bool Chance(double share) => Between(0, 1) < share;
}
