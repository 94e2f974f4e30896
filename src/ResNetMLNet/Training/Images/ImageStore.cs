namespace ResNetMLNet.Training.Images;

/// <summary>Where the image of an index within a batch goes.</summary>
internal delegate Span<float> ImageRooms(int index);

/// <summary>Keeps images by their places, as they were read.</summary>
internal abstract class ImageStore
{
    /// <summary>Whether images come while others are already trained on, in order of their places.</summary>
    public virtual bool IsFilledInBackground => false;

    /// <summary>Copies the image of a place to the begin of a span; several threads may do it at the same time.</summary>
    public abstract void Copy(int place, Span<float> destination);

    /// <summary>Copies the images of places, each to room of its own.</summary>
    /// <param name="places">The places.</param>
    /// <param name="rooms">Where the images go; several threads may ask at the same time.</param>
    /// <param name="draws">What is done to the pictures that images are made of, if they are made anew; null for nothing.</param>
    /// <param name="cancellationToken">Ends it where it takes long.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public virtual void CopyAll(
        ReadOnlyMemory<int> places, ImageRooms rooms, PictureDraws? draws, CancellationToken cancellationToken)
    {
        for (var index = 0; index < places.Length; index++)
            Copy(places.Span[index], rooms(index));
    }

    /// <summary>Waits until the image of a place is there, and those before it.</summary>
    /// <exception cref="OperationCanceledException">Waiting or reading was cancelled.</exception>
    public virtual void Await(int place, CancellationToken cancellationToken)
    {
    }

    /// <summary>Throws what reading has failed with, if it has.</summary>
    public virtual void ThrowIfFailed()
    {
    }

    /// <summary>The fingerprint of a set whose images are here; null while they are not all read.</summary>
    public virtual string? Fingerprint(ImageSet images) => DataFingerprint.Of(images);
}
