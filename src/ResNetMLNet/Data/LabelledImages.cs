namespace ResNetMLNet.Data;

/// <summary>
/// Grey images and their labels, held once and shared by every cursor. Immutable by convention: nobody writes to
/// the arrays after construction.
/// </summary>
/// <param name="Pixels">All pixels, image after image, row by row, one byte each: 0 is black, 255 is white.</param>
/// <param name="Labels">One class per image, zero-based as in the files.</param>
/// <param name="Height">The height of every image, in pixels.</param>
/// <param name="Width">The width of every image, in pixels.</param>
internal sealed record LabelledImages(byte[] Pixels, byte[] Labels, int Height, int Width)
{
    /// <summary>The number of images.</summary>
    public int Rows => Labels.Length;

    /// <summary>The pixels of one image.</summary>
    public ReadOnlySpan<byte> Image(int row) => Pixels.AsSpan(row * (Height * Width), Height * Width);
}
