namespace ResNetMLNet.Transforms.Pictures;

/// <summary>How a stored picture is turned and mirrored until it is upright.</summary>
/// <param name="value">EXIF's orientation, 1 to 8; any other is taken for 1.</param>
internal readonly struct PictureOrientation(int value)
{
    /// <summary>Whether the stored picture is upright.</summary>
    public bool IsUpright => value is < 2 or > 8;

    private bool SwapsSides => value is >= 5 and <= 8;

    /// <summary>The sides of the upright picture by those of the stored one, and the other way round.</summary>
    public (int Width, int Height) Upright(int width, int height) => SwapsSides ? (height, width) : (width, height);

    /// <summary>Turns a picture.</summary>
    /// <param name="stored">The pixels as they are stored, row by row.</param>
    /// <param name="width">The width of the stored picture.</param>
    /// <param name="upright">Room for as many pixels.</param>
    public void Turn(ReadOnlySpan<uint> stored, int width, Span<uint> upright)
    {
        var (start, right, down) = Steps(width, stored.Length);
        var uprightWidth = SwapsSides ? stored.Length / width : width;
        for (var row = 0; row * uprightWidth < upright.Length; row++)
        {
            var from = start + (row * down);
            foreach (ref var pixel in upright.Slice(row * uprightWidth, uprightWidth))
            {
                pixel = stored[from];
                from += right;
            }
        }
    }

    /// <summary>Where a part of the upright picture is stored.</summary>
    /// <param name="upright">The part.</param>
    /// <param name="width">The width of the stored picture.</param>
    /// <param name="height">The height of the stored picture.</param>
    public PictureBox Stored(PictureBox upright, int width, int height)
    {
        var (start, right, down) = Steps(width, width * height);
        return PictureBox.Between(Place(upright.Top, upright.Left), Place(upright.Bottom - 1, upright.Right - 1));

        (int Row, int Column) Place(int row, int column) => Math.DivRem(start + (row * down) + (column * right), width);
    }

    /// <summary>Where the first pixel of the upright picture is stored, and how far the next ones to the right and below.</summary>
    private (int Start, int Right, int Down) Steps(int width, int length) => value switch
    {
        2 => (width - 1, -1, width),
        3 => (length - 1, -1, -width),
        4 => (length - width, 1, -width),
        5 => (0, width, 1),
        6 => (length - width, -width, 1),
        7 => (length - 1, -width, -1),
        8 => (width - 1, width, -1),
        _ => (0, 1, width),
    };
}
