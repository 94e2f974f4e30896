using SkiaSharp;

namespace ResNetMLNet.Pipelines.Common.Output;

/// <summary>One image with its true and its predicted class.</summary>
/// <param name="Pixels">The pixels, row by row.</param>
/// <param name="Width">The width in pixels.</param>
/// <param name="Height">The height in pixels.</param>
/// <param name="TrueClass">The name of the true class.</param>
/// <param name="PredictedClass">The name of the predicted class.</param>
/// <param name="Format">What a pixel is made of.</param>
internal sealed record Sample(
    byte[] Pixels,
    int Width,
    int Height,
    string TrueClass,
    string PredictedClass,
    SKColorType Format = SKColorType.Gray8)
{
    /// <summary>Whether the prediction is right.</summary>
    public bool IsRight => TrueClass == PredictedClass;
}
