namespace ResNetMLNet.Transforms.Featurization;

/// <summary>
/// For every place of a resized axis the two source places around it and the share of the second, as torch's
/// <c>interpolate</c> has them in mode <c>bilinear</c> with <c>align_corners: false</c> and no antialiasing.
/// </summary>
internal sealed class LinearTaps
{
    public LinearTaps(int sourceSize, int size)
    {
        First = new int[size];
        Second = new int[size];
        SecondShare = new float[size];
        var step = (float)sourceSize / size;
        for (var place = 0; place < size; place++)
        {
            // Pixel centres lie at halves; what falls outside of the first centre is the first pixel.
            var source = MathF.Max(0, ((place + 0.5f) * step) - 0.5f);
            First[place] = Math.Min((int)source, sourceSize - 1);
            Second[place] = Math.Min(First[place] + 1, sourceSize - 1);
            SecondShare[place] = source - First[place];
        }
    }

    public int[] First { get; }

    public int[] Second { get; }

    public float[] SecondShare { get; }
}
