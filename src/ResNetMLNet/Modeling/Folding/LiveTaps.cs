namespace ResNetMLNet.Modeling.Folding;

/// <summary>
/// The taps of a kernel along one axis that meet a pixel of the map anywhere. The others meet padding only, which is zero: on a map
/// of one pixel the eight outer taps of a 3x3 kernel do.
/// </summary>
/// <param name="First">The first of them.</param>
/// <param name="Count">How many there are.</param>
/// <param name="PaddingBefore">The zeros in front of the map that they need.</param>
/// <param name="PaddingAfter">The zeros behind it.</param>
internal readonly record struct LiveTaps(long First, long Count, long PaddingBefore, long PaddingAfter)
{
    /// <summary>Those of a convolution along an axis of its map.</summary>
    /// <param name="size">The size of the map.</param>
    /// <param name="kernelSize">The size of the kernel.</param>
    /// <param name="stride">The step.</param>
    /// <param name="padding">The zeros on either side.</param>
    public static LiveTaps Of(long size, long kernelSize, long stride, long padding)
    {
        // The first tap comes farthest to the right in the last window, the last tap farthest to the left in the first window.
        var lastWindow = (size + (2 * padding) - kernelSize) / stride * stride;
        var first = Math.Max(0, padding - lastWindow);
        var last = Math.Min(kernelSize - 1, size - 1 + padding);
        var before = padding - first;
        var count = last - first + 1;
        return new(first, count, before, Math.Max(0, lastWindow + count - before - size));
    }
}
