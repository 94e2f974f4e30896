namespace ResNetMLNet.Training.Images;

/// <summary>Keeps the values of images, which are put into it one after another.</summary>
internal abstract class FilledImages : ImageStore
{
    /// <summary>Makes room for an image behind all others.</summary>
    public abstract Span<float> Add(int place);

    /// <summary>Ends the filling of the room that has been made last.</summary>
    public virtual void Publish(int place)
    {
    }
}
