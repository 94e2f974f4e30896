namespace ResNetMLNet.Transforms.Featurization;

/// <summary>
/// For every wanted place of a resized axis the source places that make it and their shares, as Pillow has them for its
/// bilinear filter: a triangle that is as wide as the places of the smaller of both axes, so that nothing is skipped when an
/// axis shrinks.
/// </summary>
internal sealed class TriangleTaps
{
    /// <summary>The shares of a place sum to 2 to this power, so that the sum of 255 times them just fits in an integer.</summary>
    public const int PrecisionBits = 22;

    private readonly int _stride;
    private readonly int[] _counts;
    private readonly int[] _shares;

    public TriangleTaps(CropAxis axis)
    {
        Axis = axis;
        _stride = (2 * (int)Math.Ceiling(axis.Reach)) + 1;
        First = new int[axis.Count];
        _counts = new int[axis.Count];
        _shares = new int[axis.Count * _stride];
        for (var place = 0; place < axis.Count; place++)
            Set(place);
    }

    /// <summary>The axis that they are of.</summary>
    public CropAxis Axis { get; }

    /// <summary>The first source place of each wanted place.</summary>
    public int[] First { get; }

    /// <summary>The source place behind the last one that is needed for any place.</summary>
    public int End => First[^1] + _counts[^1];

    /// <summary>The shares of the source places that make a place, in order.</summary>
    public ReadOnlySpan<int> Shares(int place) => _shares.AsSpan(place * _stride, _counts[place]);

    private void Set(int place)
    {
        (First[place], _counts[place]) = Axis.Sources(place);
        var (first, center) = (First[place] - Axis.Begin, Axis.Center(place));
        Span<double> heights = _counts[place] <= 64 ? stackalloc double[_counts[place]] : new double[_counts[place]];
        var sum = 0.0;
        for (var tap = 0; tap < heights.Length; tap++)
            sum += heights[tap] = Math.Max(0, 1 - Math.Abs((tap + first - center + 0.5) * (1 / Axis.Reach)));
        for (var tap = 0; tap < heights.Length; tap++)
            _shares[(place * _stride) + tap] = (int)((heights[tap] / sum * (1 << PrecisionBits)) + 0.5);
    }
}
