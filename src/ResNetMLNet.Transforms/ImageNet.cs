namespace ResNetMLNet.Transforms;

/// <summary>
/// What networks that were trained on ImageNet take for granted: torchvision's published weights expect pixels in [0, 1],
/// normalized by these numbers.
/// </summary>
public static class ImageNet
{
    /// <summary>The mean of red, green and blue, of pixels in [0, 1].</summary>
    public static IReadOnlyList<float> Mean { get; } = Array.AsReadOnly([0.485f, 0.456f, 0.406f]);

    /// <summary>The standard deviation of red, green and blue, of pixels in [0, 1].</summary>
    public static IReadOnlyList<float> StandardDeviation { get; } = Array.AsReadOnly([0.229f, 0.224f, 0.225f]);
}
