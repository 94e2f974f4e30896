namespace ResNetMLNet.Transforms.Augmentation;

/// <summary>
/// Changes of a picture's colours by Pillow's <c>ImageEnhance</c>: a factor of 1 leaves it as it is, one of 0 takes away what is
/// meant, larger ones add to it.
/// </summary>
internal static class ColorChanges
{
    /// <summary>Blends with black.</summary>
    public static void ChangeBrightness(this PictureCanvas picture, double factor) => picture.BlendFrom(0, factor);

    /// <summary>Blends with the mean of the picture's grey.</summary>
    public static void ChangeContrast(this PictureCanvas picture, double factor)
    {
        var sum = 0L;
        foreach (var pixel in picture.Pixels)
            sum += PictureCanvas.Luma(pixel);
        picture.BlendFrom((byte)(((double)sum / picture.Pixels.Length) + 0.5), factor);
    }

    /// <summary>Blends with the picture in grey.</summary>
    public static void ChangeSaturation(this PictureCanvas picture, double factor)
    {
        foreach (ref var pixel in picture.Pixels)
            pixel = Blend(PictureCanvas.Luma(pixel) * 0x010101u, pixel, (float)factor);
    }

    /// <summary>Blends with the picture smoothed by its neighbours, but for its border, which stays.</summary>
    public static void ChangeSharpness(this PictureCanvas picture, double factor)
    {
        var from = picture.Pixels;
        var to = picture.Spare();
        from.CopyTo(to);
        for (var row = 1; row < picture.Height - 1; row++)
        {
            for (var place = (row * picture.Width) + 1; place < ((row + 1) * picture.Width) - 1; place++)
                to[place] = Blend(Smoothed(from, place, picture.Width), from[place], (float)factor);
        }
        picture.Replace();
    }

    /// <summary>A byte between two, or beyond: single precision, cut off behind the point.</summary>
    private static byte Blend(int from, int to, float factor) => (byte)Math.Clamp(from + (factor * (to - from)), 0, byte.MaxValue);

    private static uint Blend(uint from, uint to, float factor) => PictureCanvas.Pixel(
        Blend((byte)from, (byte)to, factor),
        Blend((byte)(from >> 8), (byte)(to >> 8), factor),
        Blend((byte)(from >> 16), (byte)(to >> 16), factor));

    private static void BlendFrom(this PictureCanvas picture, byte from, double factor)
    {
        Span<byte> table = stackalloc byte[256];
        for (var value = 0; value < table.Length; value++)
            table[value] = Blend(from, value, (float)factor);
        picture.Map(table);
    }

    /// <summary>The mean of a pixel, which counts five times, and its eight neighbours.</summary>
    private static uint Smoothed(ReadOnlySpan<uint> pixels, int place, int width)
    {
        const int half = 13 / 2;
        var (even, odd) = (4 * Even(pixels[place]), 4 * Odd(pixels[place]));
        for (var row = place - width; row <= place + width; row += width)
        {
            for (var neighbour = row - 1; neighbour <= row + 1; neighbour++)
                (even, odd) = (even + Even(pixels[neighbour]), odd + Odd(pixels[neighbour]));
        }
        return PictureCanvas.Pixel(Mean(even), Mean(odd), Mean(even >> 16));

        // Red and blue, and green between them, with room for a sum.
        static uint Even(uint pixel) => pixel & 0xFF00FF;
        static uint Odd(uint pixel) => (pixel >> 8) & byte.MaxValue;
        static byte Mean(uint sum) => (byte)(((sum & ushort.MaxValue) + half) / 13);
    }
}
