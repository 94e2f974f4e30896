using ResNetMLNet.Transforms.Featurization;

namespace ResNetMLNet.Transforms.Scoring;

/// <summary>What a trained network expects.</summary>
public abstract class ImageModelParameters
{
    private readonly ImageShape _image;

    private protected ImageModelParameters(ImageShape image)
    {
        _image = image;
    }

    /// <summary>The channels of the images: 1 for grey, 3 for colour.</summary>
    public int ImageChannels => _image.Channels;

    /// <summary>The height of the images in pixels.</summary>
    public int ImageHeight => _image.Height;

    /// <summary>The width of the images in pixels.</summary>
    public int ImageWidth => _image.Width;
}
