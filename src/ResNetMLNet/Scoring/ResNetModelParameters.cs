using ResNetMLNet.Featurization;

namespace ResNetMLNet.Scoring;

/// <summary>What a trained ResNet expects and gives.</summary>
public sealed class ResNetModelParameters
{
    internal ResNetModelParameters(ImageShape image, int classCount)
    {
        Image = image;
        ClassCount = classCount;
    }

    /// <summary>The channels of the images: 1 for grey, 3 for colour.</summary>
    public int ImageChannels => Image.Channels;

    /// <summary>The height of the images in pixels.</summary>
    public int ImageHeight => Image.Height;

    /// <summary>The width of the images in pixels.</summary>
    public int ImageWidth => Image.Width;

    /// <summary>The number of classes.</summary>
    public int ClassCount { get; }

    internal ImageShape Image { get; }
}
