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
    private readonly PictureRoom _room = new();

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
        using var share = PixelShare.OfProcess.Take(encoded);
        var (rows, columns) = _featurizer.Middle(encoded.Height, encoded.Width);
        var box = Sources(rows, columns);
        var (picture, part) = encoded.DecodePart(box, box.Width, box.Height, _room);
        using (picture)
        {
            _featurizer.Featurize(
                picture,
                rows with { Begin = part.Top - box.Top },
                columns with { Begin = part.Left - box.Left },
                features);
        }
    }

    /// <summary>Makes features of the picture as it is drawn to be changed.</summary>
    /// <exception cref="UnreadablePictureException">The picture cannot be read.</exception>
    public void Decode(EncodedContent content, PictureChanges changes, SplitMix64 random, Span<float> features)
    {
        using var encoded = content.Open(_source.Picture.Rules);
        using var share = PixelShare.OfProcess.Take(encoded);
        var canvas = changes.Box(encoded.Height, encoded.Width, ref random) is { } part ? LoadPart(encoded, part) : LoadMiddle(encoded);
        changes.Change(canvas, ref random);
        _changed.Place(features);
    }

    private static PictureBox Sources(CropAxis rows, CropAxis columns)
    {
        var ((top, height), (left, width)) = (rows.AllSources(), columns.AllSources());
        return new PictureBox(top, left, height, width);
    }

    private PictureCanvas LoadPart(EncodedPicture encoded, PictureBox part)
    {
        var (picture, box) = encoded.DecodePart(part, _source.Output.Width, _source.Output.Height, _room);
        using (picture)
            return _changed.Load(picture, box);
    }

    private PictureCanvas LoadMiddle(EncodedPicture encoded)
    {
        using var picture = encoded.Decode();
        return _changed.Load(picture, box: null);
    }
}
