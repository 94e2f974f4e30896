namespace ResNetMLNet.Transforms.Pictures;

/// <summary>A rectangle of a picture's pixels.</summary>
internal readonly record struct PictureBox(int Top, int Left, int Height, int Width)
{
    /// <summary>The row behind the last one.</summary>
    public int Bottom => Top + Height;

    /// <summary>The column behind the last one.</summary>
    public int Right => Left + Width;

    /// <summary>The rectangle between two pixels that are in its opposite corners.</summary>
    public static PictureBox Between((int Row, int Column) one, (int Row, int Column) other) => new(
        Math.Min(one.Row, other.Row),
        Math.Min(one.Column, other.Column),
        Math.Abs(one.Row - other.Row) + 1,
        Math.Abs(one.Column - other.Column) + 1);

    /// <summary>The same part of a picture that was decoded at another size.</summary>
    public PictureBox Scaled(int height, int width, int toHeight, int toWidth)
    {
        var (top, rows) = Part(Top, Height, height, toHeight);
        var (left, columns) = Part(Left, Width, width, toWidth);
        return new PictureBox(top, left, rows, columns);
    }

    /// <summary>The rectangle with what is around it in a picture of a size.</summary>
    public PictureBox Grown(int margin, int height, int width)
    {
        var (top, left) = (Math.Max(0, Top - margin), Math.Max(0, Left - margin));
        return new PictureBox(top, left, Math.Min(height, Bottom + margin) - top, Math.Min(width, Right + margin) - left);
    }

    /// <summary>The rectangle as seen from the corner of one that is around it.</summary>
    public PictureBox Within(PictureBox outer) => this with { Top = Top - outer.Top, Left = Left - outer.Left };

    private static (int Begin, int Count) Part(int begin, int count, int size, int toSize)
    {
        var scale = (double)toSize / size;
        var scaledCount = Math.Max(1, (int)Math.Round(count * scale));
        return (Math.Min((int)Math.Round(begin * scale), toSize - scaledCount), scaledCount);
    }
}
