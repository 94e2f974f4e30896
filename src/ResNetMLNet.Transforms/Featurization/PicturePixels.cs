using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Microsoft.ML.Data;

namespace ResNetMLNet.Transforms.Featurization;

/// <summary>The pixels of a picture of ML.NET, four bytes each: two ways of ordering the colours, then alpha.</summary>
internal readonly ref struct PicturePixels
{
    /// <summary>The bits behind the point of <see cref="LumaFactors"/>.</summary>
    public const int LumaBits = 16;

    private const int GreenShift = 8;
    private const int AlphaShift = 24;

    private readonly ReadOnlySpan<uint> _pixels;

    /// <exception cref="InvalidOperationException">The picture is disposed.</exception>
    public PicturePixels(MLImage picture)
    {
        _pixels = MemoryMarshal.Cast<byte, uint>(picture.Pixels);
        (Height, Width) = (picture.Height, picture.Width);
        (RedShift, BlueShift) = picture.PixelFormat == MLPixelFormat.Bgra32 ? (16, 0) : (0, 16);
    }

    /// <summary>ITU-R 601's shares of red, green and blue in grey; they sum to 1, so that grey stays what it is.</summary>
    public static ReadOnlySpan<uint> LumaFactors => [19595, 38470, 7471];

    public int Height { get; }

    public int Width { get; }

    /// <summary>The bits below red.</summary>
    public int RedShift { get; }

    /// <summary>The bits below blue.</summary>
    public int BlueShift { get; }

    /// <summary>The bits below each channel: red, green, blue, or the lowest bits for a grey one.</summary>
    public int[] Shifts(int channels) => channels == 1 ? [0] : [RedShift, GreenShift, BlueShift];

    /// <summary>A row as it is to be resized: opaque, and if wanted grey.</summary>
    /// <param name="row">The number of the row.</param>
    /// <param name="grey">Whether colours become a luma.</param>
    /// <param name="buffer">Room for a row.</param>
    /// <returns>The buffer, or the picture's own memory if that is it already.</returns>
    public ReadOnlySpan<uint> Row(int row, bool grey, Span<uint> buffer)
    {
        var pixels = _pixels.Slice(row * Width, Width);
        var isOpaque = IsOpaque(pixels);
        if (isOpaque && !grey)
            return pixels;
        for (var column = 0; column < pixels.Length; column++)
        {
            var pixel = isOpaque ? pixels[column] : WithoutAlpha(pixels[column]);
            buffer[column] = grey ? Luma(pixel) : pixel;
        }
        return buffer[..pixels.Length];
    }

    /// <summary>The colours of all pixels: planes of red, green and blue.</summary>
    public byte[] Planes()
    {
        var planes = new byte[3 * Height * Width];
        var buffer = new uint[Width];
        var shifts = Shifts(channels: 3);
        for (var row = 0; row < Height; row++)
        {
            var pixels = Row(row, grey: false, buffer);
            for (var channel = 0; channel < shifts.Length; channel++)
            {
                var plane = planes.AsSpan(((channel * Height) + row) * Width, Width);
                for (var column = 0; column < plane.Length; column++)
                    plane[column] = (byte)(pixels[column] >> shifts[channel]);
            }
        }
        return planes;
    }

    // Alpha has the highest bits.
    private static bool IsOpaque(ReadOnlySpan<uint> pixels) => TensorPrimitives.Min(pixels) >> AlphaShift == byte.MaxValue;

    /// <summary>
    /// ML.NET keeps colours multiplied by alpha; Pillow's do not know of it. Those behind an alpha of 0 are lost: black.
    /// </summary>
    private static uint WithoutAlpha(uint pixel)
    {
        var alpha = pixel >> AlphaShift;
        return alpha is 0 or byte.MaxValue ? pixel : Divided(0) | Divided(GreenShift) | Divided(16);

        uint Divided(int shift) =>
            Math.Min(byte.MaxValue, ((((pixel >> shift) & byte.MaxValue) * byte.MaxValue) + (alpha / 2)) / alpha) << shift;
    }

    /// <summary>The luma of a colour, from 0 to 255 as its parts are.</summary>
    public static uint Luma(uint red, uint green, uint blue) =>
        ((red * LumaFactors[0]) + (green * LumaFactors[1]) + (blue * LumaFactors[2]) + (1 << (LumaBits - 1))) >> LumaBits;

    private uint Luma(uint pixel) => Luma(Byte(pixel, RedShift), Byte(pixel, GreenShift), Byte(pixel, BlueShift));

    private static uint Byte(uint pixel, int shift) => (pixel >> shift) & byte.MaxValue;
}
