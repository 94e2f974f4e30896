using System.Globalization;
using ResNetMLNet.Reports.Pictures;
using SkiaSharp;

namespace ResNetMLNet.Reports;

/// <summary>A change of pictures that leaves what they show: a model that is to be trusted answers the same.</summary>
/// <remarks>Where a moved or turned picture leaves a gap, it is black.</remarks>
public sealed class PictureChange
{
    private readonly Func<SKBitmap, SKBitmap> _apply;

    private PictureChange(FormattableString name, Func<SKBitmap, SKBitmap> apply)
    {
        Name = name.ToString(CultureInfo.InvariantCulture);
        _apply = apply;
    }

    /// <summary>What is changed and by how much, as <c>rotation by 5 degrees</c>.</summary>
    public string Name { get; }

    /// <summary>Moves pictures.</summary>
    /// <param name="right">How far to the right, as a part of the width; negative to the left.</param>
    /// <param name="down">How far down, as a part of the height; negative up.</param>
    /// <exception cref="ArgumentOutOfRangeException">A part is not between -1 and 1.</exception>
    public static PictureChange Shift(double right, double down)
    {
        Check(right, -1, 1);
        Check(down, -1, 1);
        return new($"shift by {right:0.##%} right and {down:0.##%} down", picture => PictureCanvas.Moved(
            picture, SKMatrix.CreateTranslation((float)Math.Round(right * picture.Width), (float)Math.Round(down * picture.Height))));
    }

    /// <summary>Turns pictures about their centre, bilinearly.</summary>
    /// <param name="degrees">The angle, clockwise.</param>
    /// <exception cref="ArgumentOutOfRangeException">The angle is not between -360 and 360.</exception>
    public static PictureChange Rotation(double degrees)
    {
        Check(degrees, -360, 360);
        return new($"rotation by {degrees} degrees", picture => PictureCanvas.Moved(
            picture, SKMatrix.CreateRotationDegrees((float)degrees, picture.Width / 2f, picture.Height / 2f)));
    }

    /// <summary>Multiplies the values of all pixels.</summary>
    /// <param name="factor">The factor: under 1 for darker, over 1 for brighter ones.</param>
    /// <exception cref="ArgumentOutOfRangeException">The factor is not between 0 and 100.</exception>
    public static PictureChange Brightness(double factor)
    {
        Check(factor, 0, 100);
        return new($"brightness times {factor}", picture => PictureCanvas.Mapped(picture, value => value * factor));
    }

    /// <summary>Blurs pictures as a lens out of focus.</summary>
    /// <param name="sigma">The standard deviation of the Gaussian in pixels.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is not between 0 and 1,000.</exception>
    public static PictureChange Blur(double sigma)
    {
        Check(sigma, 0, 1_000);
        return new($"blur with a sigma of {sigma} px", picture => PictureCanvas.Blurred(picture, (float)sigma));
    }

    /// <summary>Adds normally distributed noise to every pixel, the same to every picture of a size.</summary>
    /// <param name="standardDeviation">Its standard deviation, where 255 is white.</param>
    /// <param name="seed">The seed of the noise.</param>
    /// <exception cref="ArgumentOutOfRangeException">The deviation is not between 0 and 255.</exception>
    public static PictureChange Noise(double standardDeviation, int seed = 1)
    {
        Check(standardDeviation, 0, 255);
        return new($"noise of {standardDeviation} of 255", picture =>
        {
            var noise = new double[3 * picture.Width * picture.Height];
            MathNet.Numerics.Distributions.Normal.Samples(new Random(seed), noise, 0, standardDeviation);
            var next = 0;
            return PictureCanvas.Changed(picture, value => value + noise[next++]);
        });
    }

    /// <summary>Stores pictures as JPEG and reads them again.</summary>
    /// <param name="quality">The quality, from 1 to 100.</param>
    /// <exception cref="ArgumentOutOfRangeException">The quality is not between 1 and 100.</exception>
    public static PictureChange JpegQuality(int quality)
    {
        Check(quality, 1, 100);
        return new($"JPEG of quality {quality}", picture =>
        {
            using var encoded = picture.Encode(SKEncodedImageFormat.Jpeg, quality);
            return SKBitmap.Decode(encoded, picture.Info);
        });
    }

    /// <inheritdoc/>
    public override string ToString() => Name;

    /// <summary>Makes the changed picture.</summary>
    internal SKBitmap Apply(SKBitmap picture) => _apply(picture);

    private static void Check(
        double value,
        double least,
        double most,
        [System.Runtime.CompilerServices.CallerArgumentExpression(nameof(value))] string? name = null)
    {
        if (!(value >= least && value <= most))
            throw new ArgumentOutOfRangeException(name, value, FormattableString.Invariant($"It has to be between {least} and {most}."));
    }
}
