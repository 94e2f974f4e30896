using System.Drawing;

namespace ResNetMLNet.Transforms.Pictures;

/// <summary>What a decoder of pictures obeys.</summary>
internal sealed record PictureRules
{
    /// <summary>Where Pillow refuses a picture: a small file can claim any number of pixels.</summary>
    public const long DefaultMaximumPixels = 178_956_970;

    /// <summary>The most that can be allowed: of four bytes each, as one block of memory can hold.</summary>
    public const long MostPixels = int.MaxValue / 4;

    /// <summary>What is behind transparent pixels; opaque.</summary>
    public Color Background { get; init; } = Color.White;

    /// <summary>The most pixels that a picture may have; each takes four bytes when it is decoded.</summary>
    public long MaximumPixels { get; init; } = DefaultMaximumPixels;

    /// <summary>Checks that the rules can be obeyed.</summary>
    /// <exception cref="ArgumentOutOfRangeException">They cannot; the message is for users of <c>LoadPictures</c>.</exception>
    public void Check()
    {
        Check(
            MaximumPixels is >= 1 and <= MostPixels,
            "maximumPixels",
            FormattableString.Invariant($"{MaximumPixels}, it has to be between 1 and {MostPixels}"));
        Check(Background.A == byte.MaxValue, "background", $"{Background}, it has to be opaque: an alpha of 255");
    }

    /// <summary>Checks the size of a picture.</summary>
    /// <exception cref="UnreadablePictureException">It has too many pixels.</exception>
    public void CheckSize(uint width, uint height)
    {
        if ((ulong)width * height > (ulong)MaximumPixels)
        {
            throw new UnreadablePictureException(FormattableString.Invariant(
                $"its {width} x {height} pixels are more than the {MaximumPixels} that are allowed"));
        }
    }

    private static void Check(bool condition, string name, string problem)
    {
        if (!condition)
            throw new ArgumentOutOfRangeException(name, $"{name} is {problem}.");
    }
}
