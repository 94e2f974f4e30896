using ResNetMLNet.Transforms.Scoring;

namespace ResNetMLNet.OnnxRuntime.Scoring;

/// <summary>What a network in ONNX Runtime expects, gives and says of itself.</summary>
public sealed class OnnxRuntimeModelParameters : ImageModelParameters
{
    internal OnnxRuntimeModelParameters(OnnxRuntimeScorer scorer)
        : base(scorer.Image)
    {
        OutputLength = scorer.OutputLength;
        Metadata = scorer.Metadata;
    }

    /// <summary>The numbers that the network gives for an image: one for each class, or the features.</summary>
    public int OutputLength { get; }

    /// <summary>What the exported file says of itself, such as its architecture.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }
}
