namespace ResNetMLNet.Transforms.Augmentation;

/// <summary>
/// Moves of a picture's pixels by Pillow's affine <c>transform</c>: every place takes the nearest pixel, and black where there is
/// none.
/// </summary>
internal static class PlaceChanges
{
    /// <summary>The bits behind the point of a place.</summary>
    private const int Bits = 16;

    /// <summary>Moves every row to the left by a part of its number.</summary>
    public static void ShearX(this PictureCanvas picture, double part) => picture.Transform(1, part, 0, 0, 1, 0);

    /// <summary>Moves every column up by a part of its number.</summary>
    public static void ShearY(this PictureCanvas picture, double part) => picture.Transform(1, 0, 0, part, 1, 0);

    /// <summary>Moves the picture to the right and down.</summary>
    public static void Translate(this PictureCanvas picture, int right, int down) => picture.Transform(1, 0, -right, 0, 1, -down);

    /// <summary>Turns the picture counterclockwise about its centre.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="angle">The angle in degrees.</param>
    public static void Rotate(this PictureCanvas picture, double angle)
    {
        var radians = -(((angle % 360) + 360) % 360) * (Math.PI / 180);
        var (sine, cosine) = (Math.Round(Math.Sin(radians), 15), Math.Round(Math.Cos(radians), 15));
        var (x, y) = (picture.Width / 2.0, picture.Height / 2.0);
        picture.Transform(cosine, sine, (cosine * -x) + (sine * -y) + x, -sine, cosine, (-sine * -x) + (cosine * -y) + y);
    }

    /// <summary>Gives each place (x, y) the pixel of (a x + b y + c, d x + e y + f).</summary>
    private static void Transform(this PictureCanvas picture, double a, double b, double c, double d, double e, double f)
    {
        var from = picture.Pixels;
        var to = picture.Spare();
        var (right, down) = (Fixed(a), Fixed(d));
        var (rowX, rowY) = (Fixed(c + (a * 0.5) + (b * 0.5)), Fixed(f + (d * 0.5) + (e * 0.5)));
        for (var row = 0; row < picture.Height; row++, rowX += Fixed(b), rowY += Fixed(e))
        {
            var (x, y) = (rowX, rowY);
            foreach (ref var pixel in to.Slice(row * picture.Width, picture.Width))
            {
                var (column, line) = (x >> Bits, y >> Bits);
                var isInside = column >= 0 && column < picture.Width && line >= 0 && line < picture.Height;
                pixel = isInside ? from[(int)((line * picture.Width) + column)] : 0;
                (x, y) = (x + right, y + down);
            }
        }
        picture.Replace();
    }

    private static long Fixed(double value) => (long)Math.Floor((value * (1 << Bits)) + 0.5);
}
