using ResNetMLNet.Transforms.Scoring;

namespace ResNetMLNet.Transforms.Onnx;

/// <summary>A transformer whose network can be written as an ONNX graph.</summary>
internal interface IOnnxConvertible
{
    /// <summary>A copy of the network, which the caller disposes of.</summary>
    /// <exception cref="ObjectDisposedException">The model was disposed of.</exception>
    IOnnxNetwork ToOnnxNetwork();

    /// <summary>What computes on the CPU in single precision what the graph has to give; the caller disposes of it.</summary>
    /// <exception cref="ObjectDisposedException">The model was disposed of.</exception>
    IBatchScorer CreateReference();
}
