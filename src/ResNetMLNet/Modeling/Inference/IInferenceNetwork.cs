using static TorchSharp.torch;

namespace ResNetMLNet.Modeling.Inference;

/// <summary>A trained network in the form in which it scores fastest. Only to be called in <c>inference_mode</c>.</summary>
internal interface IInferenceNetwork : IDisposable
{
    /// <summary>Scores images.</summary>
    /// <param name="images">Images: (batch, channels, height, width), single precision.</param>
    /// <returns>What is taken from the network, image by image: (batch, numbers), single precision.</returns>
    Tensor Apply(Tensor images);
}
