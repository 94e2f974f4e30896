namespace ResNetMLNet.Transforms.Augmentation;

/// <summary>Turns a picture's hues by Pillow's <c>HSV</c>: each of hue, saturation and value is a byte, too.</summary>
internal static class HueChange
{
    /// <summary>Turns all hues.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="turn">The part of a whole turn, from -0.5 to 0.5.</param>
    public static void ChangeHue(this PictureCanvas picture, double turn)
    {
        var steps = (byte)(int)(turn * byte.MaxValue);
        foreach (ref var pixel in picture.Pixels)
            pixel = Turned(pixel, steps);
    }

    private static uint Turned(uint pixel, byte steps)
    {
        var (red, green, blue) = ((byte)pixel, (byte)(pixel >> 8), (byte)(pixel >> 16));
        var value = Math.Max(red, Math.Max(green, blue));
        var range = value - Math.Min(red, Math.Min(green, blue));
        if (range == 0)
            return pixel;
        var hue = (byte)(Hue(red, green, blue, value, range) * 255.0);
        var saturation = (byte)((float)range / value * 255.0);
        return Color((byte)(hue + steps), saturation, value);
    }

    /// <summary>The hue from 0 to below 1. What is single and what is double precision is Pillow's.</summary>
    private static float Hue(byte red, byte green, byte blue, byte value, float range)
    {
        var (fromRed, fromGreen, fromBlue) = ((value - red) / range, (value - green) / range, (value - blue) / range);
        var sixth = value == red ? fromBlue - fromGreen
            : value == green ? (float)(2.0 + fromRed - fromBlue)
            : (float)(4.0 + fromGreen - fromRed);
        return (float)(((sixth / 6.0) + 1.0) % 1.0);
    }

    private static uint Color(byte hue, byte saturation, byte value)
    {
        if (saturation == 0)
            return PictureCanvas.Pixel(value, value, value);
        var sixth = (int)(hue * 6.0 / 255.0);
        var rest = (float)((hue * 6.0 / 255.0) - sixth);
        var share = (float)(saturation / 255.0);
        var low = Rounded(value * (1.0 - share));
        var falling = Rounded(value * (1.0 - (share * rest)));
        var rising = Rounded(value * (1.0 - (share * (1.0 - rest))));
        return (sixth % 6) switch
        {
            0 => PictureCanvas.Pixel(value, rising, low),
            1 => PictureCanvas.Pixel(falling, value, low),
            2 => PictureCanvas.Pixel(low, value, rising),
            3 => PictureCanvas.Pixel(low, falling, value),
            4 => PictureCanvas.Pixel(rising, low, value),
            _ => PictureCanvas.Pixel(value, low, falling),
        };
    }

    private static byte Rounded(double value) => (byte)Math.Round(value, MidpointRounding.AwayFromZero);
}
