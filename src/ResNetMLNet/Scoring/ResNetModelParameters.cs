using ResNetMLNet.Featurization;
using ResNetMLNet.Modeling;

namespace ResNetMLNet.Scoring;

/// <summary>What a trained ResNet expects and gives.</summary>
public sealed class ResNetModelParameters
{
    internal ResNetModelParameters(ImageShape image, int classCount, ResNetStem stem)
    {
        Image = image;
        ClassCount = classCount;
        Stem = stem;
    }

    /// <summary>The channels of the images: 1 for grey, 3 for colour.</summary>
    public int ImageChannels => Image.Channels;

    /// <summary>The height of the images in pixels.</summary>
    public int ImageHeight => Image.Height;

    /// <summary>The width of the images in pixels.</summary>
    public int ImageWidth => Image.Width;

    /// <summary>The number of classes.</summary>
    public int ClassCount { get; }

    /// <summary>The network's layers in front of its residual blocks.</summary>
    public ResNetStem Stem { get; }

    internal ImageShape Image { get; }
}
