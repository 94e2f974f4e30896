namespace ResNetMLNet.Benchmarks.Data;

/// <summary>Square images with labels, ready for a network and held in one array.</summary>
/// <param name="Values">The pixels, image after image, channel by channel, row by row.</param>
/// <param name="Labels">One class per image, from 0.</param>
/// <param name="Size">The height and width of every image.</param>
/// <param name="Classes">The number of classes.</param>
internal sealed record Images(float[] Values, int[] Labels, int Size, int Classes)
{
    /// <summary>The channels of every image: 1 for grey, 3 for colour.</summary>
    public int Channels { get; init; } = 1;

    /// <summary>The number of images.</summary>
    public int Count => Labels.Length;

    /// <summary>The numbers of one image.</summary>
    public int Length => Channels * Size * Size;

    /// <summary>The pixels of one image.</summary>
    public ReadOnlySpan<float> Row(int row) => Values.AsSpan(row * Length, Length);
}
