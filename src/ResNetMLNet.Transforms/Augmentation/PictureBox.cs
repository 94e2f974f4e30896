namespace ResNetMLNet.Transforms.Augmentation;

/// <summary>A rectangle of a picture's pixels.</summary>
internal readonly record struct PictureBox(int Top, int Left, int Height, int Width)
{
    /// <summary>The same part of a picture that was decoded at another size.</summary>
    public PictureBox Scaled(int height, int width, int toHeight, int toWidth)
    {
        var (top, rows) = Part(Top, Height, height, toHeight);
        var (left, columns) = Part(Left, Width, width, toWidth);
        return new PictureBox(top, left, rows, columns);
    }

    private static (int Begin, int Count) Part(int begin, int count, int size, int toSize)
    {
        var scale = (double)toSize / size;
        var scaledCount = Math.Max(1, (int)Math.Round(count * scale));
        return (Math.Min((int)Math.Round(begin * scale), toSize - scaledCount), scaledCount);
    }
}
