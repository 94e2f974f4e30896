using ResNetMLNet.Featurization;

namespace ResNetMLNet.Scoring;

/// <summary>What a network in ONNX Runtime expects, gives and says of itself.</summary>
public sealed class OnnxRuntimeModelParameters
{
    private readonly ImageShape _image;

    internal OnnxRuntimeModelParameters(OnnxRuntimeScorer scorer)
    {
        _image = scorer.Image;
        OutputLength = scorer.OutputLength;
        Metadata = scorer.Metadata;
    }

    /// <summary>The channels of the images: 1 for grey, 3 for colour.</summary>
    public int ImageChannels => _image.Channels;

    /// <summary>The height of the images in pixels.</summary>
    public int ImageHeight => _image.Height;

    /// <summary>The width of the images in pixels.</summary>
    public int ImageWidth => _image.Width;

    /// <summary>The numbers that the network gives for an image: one for each class, or the features.</summary>
    public int OutputLength { get; }

    /// <summary>What the exported file says of itself, such as its architecture.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }
}
