using System.Drawing;

namespace ResNetMLNet.Transforms.Pictures;

/// <summary>What a decoder of pictures obeys.</summary>
internal sealed record PictureRules
{
    /// <summary>Where Pillow refuses a picture: a small file can claim any number of pixels.</summary>
    public const long DefaultMaximumPixels = 178_956_970;

    /// <summary>What is behind transparent pixels.</summary>
    public Color Background { get; init; } = Color.White;

    /// <summary>The most pixels that a picture may have; each takes four bytes when it is decoded.</summary>
    public long MaximumPixels { get; init; } = DefaultMaximumPixels;
}
