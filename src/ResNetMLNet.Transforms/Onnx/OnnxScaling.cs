using ResNetMLNet.Transforms.Featurization;

namespace ResNetMLNet.Transforms.Onnx;

/// <summary>How pixel values become features, in a graph.</summary>
internal static class OnnxScaling
{
    /// <summary>Adds what <see cref="PixelScaling.Apply"/> does.</summary>
    public static string Scale(this OnnxFormula formula, PixelScaling scaling, string pixels, int channels)
    {
        var (factors, offsets) = scaling.PerChannel(channels);
        return formula.Apply("Sub", formula.Apply("Mul", pixels, formula.Channels(factors)), formula.Channels(offsets));
    }
}
