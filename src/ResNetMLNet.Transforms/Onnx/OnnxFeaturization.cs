using Microsoft.ML;
using ResNetMLNet.Transforms.Featurization;

namespace ResNetMLNet.Transforms.Onnx;

/// <summary>The transformers that make features and have a form in ONNX.</summary>
internal static class OnnxFeaturization
{
    /// <summary>The form of a transformer for data of a schema; null if it has none.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The input column is missing or of another type.</exception>
    public static IOnnxFeaturization? Of(ITransformer transformer, DataViewSchema input) => transformer switch
    {
        PixelsToFeaturesTransformer pixels => new OnnxPixelFeatures(pixels, input),
        ImagesToFeaturesTransformer pictures => new OnnxPictureFeatures(pictures),
        _ => null,
    };
}
