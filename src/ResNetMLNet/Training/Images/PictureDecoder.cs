using Microsoft.ML.Data;
using ResNetMLNet.Transforms.Augmentation;
using ResNetMLNet.Transforms.Featurization;
using ResNetMLNet.Transforms.Pictures;

namespace ResNetMLNet.Training.Images;

/// <summary>Makes features of encoded pictures; the buffers make an instance good for one thread at a time.</summary>
internal sealed class PictureDecoder
{
    private readonly FeatureSource _source;
    private readonly PictureFeaturizer _featurizer;
    private readonly ChangedPicture _changed;

    /// <param name="source">How features are made.</param>
    public PictureDecoder(FeatureSource source)
    {
        _source = source;
        _featurizer = new PictureFeaturizer(source.Output, source.ResizeTo, source.Scaling);
        _changed = new ChangedPicture(source.Output, _featurizer);
    }

    /// <summary>Makes the features that the view has, bit for bit.</summary>
    /// <exception cref="UnreadablePictureException">The picture cannot be read.</exception>
    public void Decode(EncodedContent content, Span<float> features)
    {
        using var encoded = content.Open(_source.Picture.Rules);
        using var room = PixelShare.OfProcess.Take(encoded);
        using var picture = encoded.Decode();
        _featurizer.Featurize(picture, features);
    }

    /// <summary>Makes features of the picture as it is drawn to be changed.</summary>
    /// <exception cref="UnreadablePictureException">The picture cannot be read.</exception>
    public void Decode(EncodedContent content, PictureChanges changes, SplitMix64 random, Span<float> features)
    {
        using var encoded = content.Open(_source.Picture.Rules);
        using var room = PixelShare.OfProcess.Take(encoded);
        var box = changes.Box(encoded.Height, encoded.Width, ref random);
        using var picture = box is { } part ? DecodeFor(encoded, part) : encoded.Decode();
        var canvas = _changed.Load(picture, box?.Scaled(encoded.Height, encoded.Width, picture.Height, picture.Width));
        changes.Change(canvas, ref random);
        _changed.Place(features);
    }

    /// <summary>Decodes no more than a part needs that is resized to the size of the features.</summary>
    private MLImage DecodeFor(EncodedPicture encoded, PictureBox part) => encoded.DecodeAtLeast(
        Needed(encoded.Width, _source.Output.Width, part.Width), Needed(encoded.Height, _source.Output.Height, part.Height));

    private static int Needed(int size, int wanted, int part) => (int)Math.Min(size, (((long)size * wanted) + part - 1) / part);
}
