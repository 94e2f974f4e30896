using SkiaSharp;

namespace ResNetMLNet.Transforms.HeatMaps;

/// <summary>
/// The colours of heat maps: matplotlib's viridis (van der Walt and Smith 2015), from dark blue to light yellow. Equal steps look
/// equal, also to those who do not tell red from green, and where it is printed in grey.
/// </summary>
internal static class HeatMapColors
{
    private static readonly SKColor[] _stops =
    [
        new(0x44, 0x01, 0x54), new(0x48, 0x28, 0x78), new(0x3E, 0x4A, 0x89), new(0x31, 0x68, 0x8E), new(0x26, 0x82, 0x8E),
        new(0x1F, 0x9E, 0x89), new(0x35, 0xB7, 0x79), new(0x6E, 0xCE, 0x58), new(0xB5, 0xDE, 0x2B), new(0xFD, 0xE7, 0x25),
    ];

    /// <summary>The colour of a value from 0 to 1.</summary>
    public static SKColor Of(float value)
    {
        var place = Math.Clamp(value, 0, 1) * (_stops.Length - 1);
        var below = Math.Min((int)place, _stops.Length - 2);
        var (from, to, share) = (_stops[below], _stops[below + 1], place - below);
        return new SKColor(Between(from.Red, to.Red, share), Between(from.Green, to.Green, share), Between(from.Blue, to.Blue, share));
    }

    private static byte Between(byte from, byte to, float share) => (byte)MathF.Round(from + ((to - from) * share));
}
