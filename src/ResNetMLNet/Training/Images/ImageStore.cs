namespace ResNetMLNet.Training.Images;

/// <summary>Keeps images by their places, as they were read.</summary>
internal abstract class ImageStore
{
    /// <summary>Whether images come while others are already trained on, in order of their places.</summary>
    public virtual bool IsFilledInBackground => false;

    /// <summary>Copies the image of a place to the begin of a span; several threads may do it at the same time.</summary>
    public abstract void Copy(int place, Span<float> destination);

    /// <summary>Makes room for an image behind all others.</summary>
    public abstract Span<float> Add(int place);

    /// <summary>Ends the filling of the room that has been made last.</summary>
    public virtual void Publish(int place)
    {
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
