using System.Collections.Concurrent;
using System.Text;
using Microsoft.ML.Runtime;
using ResNetMLNet.Transforms.Featurization;
using ResNetMLNet.Transforms.Interop;
using ResNetMLNet.Transforms.Pictures;

namespace ResNetMLNet.Training.Images;

/// <summary>Images that are kept as they are encoded, and decoded anew each time they are asked for, on all cores.</summary>
/// <param name="context">Names what is wrong.</param>
/// <param name="source">How features are made of the pictures.</param>
internal sealed class EncodedImages(IExceptionContext context, FeatureSource source) : ImageStore
{
    private readonly List<EncodedContent> _contents = [];
    private readonly ConcurrentBag<PictureDecoder> _decoders = [];

    /// <summary>Adds a picture behind all others.</summary>
    public void Add(EncodedContent content) => _contents.Add(content);

    /// <summary>Makes the features of a picture.</summary>
    /// <exception cref="InvalidOperationException">It cannot be read.</exception>
    public void Decode(EncodedContent content, Span<float> features) =>
        _decoders.Add(Decode(Take(), content, index: 0, draws: null, features));

    /// <inheritdoc/>
    public override void Copy(int place, Span<float> destination) => Decode(_contents[place], destination);

    /// <inheritdoc/>
    public override void CopyAll(
        ReadOnlyMemory<int> places, ImageRooms rooms, PictureDraws? draws, CancellationToken cancellationToken) =>
        AllCores.Run(options => Parallel.For(
            0,
            places.Length,
            options,
            Take,
            (index, _, decoder) => Decode(decoder, _contents[places.Span[index]], index, draws, rooms(index)),
            _decoders.Add), cancellationToken);

    /// <summary>
    /// The fingerprint of labels and weights, of names and lengths of files or all that is in memory, and of the first image's
    /// features, which tell how they are made.
    /// </summary>
    public override string Fingerprint(ImageSet images)
    {
        using var fingerprint = new DataFingerprint(images);
        fingerprint.Append(FirstImage(images));
        for (var row = 0; row < images.Count; row++)
            Append(fingerprint, _contents[images.Place(row)]);
        return fingerprint.End();
    }

    private PictureDecoder Take() => _decoders.TryTake(out var decoder) ? decoder : new PictureDecoder(source);

    private PictureDecoder Decode(PictureDecoder decoder, EncodedContent content, int index, PictureDraws? draws, Span<float> features)
    {
        try
        {
            if (draws is null)
                decoder.Decode(content, features);
            else
                decoder.Decode(content, draws.Changes, draws.Random(index), features);
            return decoder;
        }
        catch (UnreadablePictureException exception)
        {
            throw Unreadable(content, exception);
        }
        catch (Exception exception) when (MemoryShortage.IsBehind(exception))
        {
            throw PictureText.TooLarge(source.Picture, content, exception);
        }
    }

    private static float[] FirstImage(ImageSet images)
    {
        var features = new float[images.Image.Size];
        images.CopyImage(0, features);
        return features;
    }

    private void Append(DataFingerprint fingerprint, EncodedContent content)
    {
        if (content.File is null)
        {
            fingerprint.Append(Encoding.UTF8.GetBytes(FormattableString.Invariant($"{content.Bytes.Length}\n")));
            fingerprint.Append(content.Bytes.Span);
            return;
        }
        var file = new FileInfo(content.File);
        if (!file.Exists)
            throw Unreadable(content, UnreadablePictureException.NotThere());
        fingerprint.Append(Encoding.UTF8.GetBytes(FormattableString.Invariant($"{file.Name} {file.Length}\n")));
    }

    private Exception Unreadable(EncodedContent content, UnreadablePictureException exception) => context.Except(
        exception,
        PictureText.Unreadable(source.Picture, content, exception)
        + (content.File is null ? "" : " If it was sound when the training began, put it back."));
}
