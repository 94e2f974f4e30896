using System.IO.Hashing;
using MathNet.Numerics.Statistics;
using Microsoft.ML.Data;
using ResNetMLNet.Transforms.Featurization;
using ResNetMLNet.Transforms.Pictures;

namespace ResNetMLNet.Reports.Data;

/// <summary>Looks at pictures, each of which it decodes once and no larger than need be; for one thread at a time.</summary>
/// <param name="rules">What they are decoded by.</param>
internal sealed class PictureLooker(PictureRules rules)
{
    private readonly PictureResizer _resizer = new(grey: true);
    private readonly PictureRoom _room = new();

    /// <summary>Looks at a picture.</summary>
    public PictureLook LookAt(EncodedContent content)
    {
        try
        {
            return LookAt(content.File is { } file ? PictureFile.Read(file, rules) : content.Bytes);
        }
        catch (UnreadablePictureException exception)
        {
            return PictureLook.Unreadable(exception.Message);
        }
    }

    private PictureLook LookAt(ReadOnlyMemory<byte> content)
    {
        using var encoded = EncodedPicture.Open(content, rules);
        var whole = new PictureBox(0, 0, encoded.Height, encoded.Width);
        using var picture = encoded.DecodePart(whole, PerceptualHash.Side, PerceptualHash.Side, _room).Picture;
        var grey = Grey(picture);
        return new PictureLook(
            null,
            XxHash128.HashToUInt128(content.Span),
            XxHash128.HashToUInt128(picture.Pixels, seed: ((long)encoded.Width << 32) | (uint)encoded.Height),
            encoded.Width,
            encoded.Height,
            ArrayStatistics.PopulationStandardDeviation(grey),
            PerceptualHash.Of(grey));
    }

    private float[] Grey(MLImage picture)
    {
        var resized = _resizer.Resize(new PicturePixels(picture), Axis(picture.Height), Axis(picture.Width));
        var grey = new float[resized.Length];
        for (var i = 0; i < grey.Length; i++)
            grey[i] = (byte)resized[i];
        return grey;
    }

    private static CropAxis Axis(int size) => new(size, PerceptualHash.Side, PerceptualHash.Side);
}
