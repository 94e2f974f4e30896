using System.Numerics;
using System.Runtime.InteropServices;

namespace ResNetMLNet.Communication;

/// <summary>Numbers in bfloat16: the upper half of the bits of single precision.</summary>
internal static class BFloat16Bits
{
    private const int LowerBits = 16;
    private const uint Infinity = 0x7F800000;
    private const uint QuietNaN = 0x7FC00000;

    /// <summary>Rounds numbers to the nearest, of two to the one whose last bit is 0, as hardware does.</summary>
    /// <param name="values">The numbers.</param>
    /// <param name="rounded">As much room.</param>
    public static void Round(ReadOnlySpan<float> values, Span<ushort> rounded)
    {
        var bits = MemoryMarshal.Cast<float, uint>(values);
        var (two, one) = (Vector<ushort>.Count, Vector<uint>.Count);
        var i = 0;
        for (; i <= bits.Length - two; i += two)
            Vector.Narrow(Rounded(new Vector<uint>(bits[i..])), Rounded(new Vector<uint>(bits[(i + one)..]))).CopyTo(rounded[i..]);
        for (; i < bits.Length; i++)
            rounded[i] = (ushort)Rounded(new Vector<uint>(bits[i]))[0];
    }

    /// <summary>The same numbers in single precision.</summary>
    /// <param name="rounded">The numbers.</param>
    /// <param name="values">As much room.</param>
    public static void Widen(ReadOnlySpan<ushort> rounded, Span<float> values)
    {
        var bits = MemoryMarshal.Cast<float, uint>(values);
        var (two, one) = (Vector<ushort>.Count, Vector<uint>.Count);
        var i = 0;
        for (; i <= rounded.Length - two; i += two)
        {
            Vector.Widen(new Vector<ushort>(rounded[i..]), out var lower, out var upper);
            (lower << LowerBits).CopyTo(bits[i..]);
            (upper << LowerBits).CopyTo(bits[(i + one)..]);
        }
        for (; i < rounded.Length; i++)
            bits[i] = (uint)rounded[i] << LowerBits;
    }

    private static Vector<uint> Rounded(Vector<uint> bits)
    {
        var last = (bits >>> LowerBits) & Vector<uint>.One;
        var nearest = (bits + last + new Vector<uint>(0x7FFF)) >>> LowerBits;
        var isNaN = Vector.GreaterThan(bits & new Vector<uint>(0x7FFFFFFF), new Vector<uint>(Infinity));
        return Vector.ConditionalSelect(isNaN, new Vector<uint>(QuietNaN >>> LowerBits), nearest);
    }
}
