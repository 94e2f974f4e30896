using ResNetMLNet.Featurization;
using ResNetMLNet.Modeling;

namespace ResNetMLNet.Scoring;

/// <summary>What a trained network expects and gives.</summary>
public class TorchModelParameters
{
    private readonly ImageShape _image;

    internal TorchModelParameters(TrainedNetwork model)
    {
        _image = model.Image;
        ClassCount = model.ClassCount;
        Module = model.Factory;
    }

    /// <summary>The channels of the images: 1 for grey, 3 for colour.</summary>
    public int ImageChannels => _image.Channels;

    /// <summary>The height of the images in pixels.</summary>
    public int ImageHeight => _image.Height;

    /// <summary>The width of the images in pixels.</summary>
    public int ImageWidth => _image.Width;

    /// <summary>The number of classes.</summary>
    public int ClassCount { get; }

    /// <summary>What made the network.</summary>
    public ITorchModuleFactory Module { get; }
}
