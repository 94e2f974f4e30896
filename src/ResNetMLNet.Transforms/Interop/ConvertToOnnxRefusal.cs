namespace ResNetMLNet.Transforms.Interop;

/// <summary>
/// What our transforms say to ML.NET's <c>ConvertToOnnx</c>: it leaves out what cannot be converted, and writes a file of the rest.
/// </summary>
internal static class ConvertToOnnxRefusal
{
    /// <summary>Refuses a transform by name.</summary>
    /// <param name="transform">The transform.</param>
    public static NotSupportedException Of(string transform) => new(
        $"ML.NET's ConvertToOnnx cannot convert {transform}: write the model by mlContext.Model.SaveAsOnnx of the package "
        + "ResNetMLNet.OnnxRuntime, whose IncludeFeaturization takes PixelsToFeatures and ImagesToFeatures into the file, or "
        + "convert only the transforms behind it.");

    /// <summary>Refuses a transform that stands behind a model's scores.</summary>
    /// <param name="transform">The transform.</param>
    public static NotSupportedException OfLast(string transform) => new(
        $"ML.NET's ConvertToOnnx cannot convert {transform}: convert the model in front of it, and let the fitted transformer go on "
        + "with the scores of the file in .NET; or write a ResNet by mlContext.Model.SaveAsOnnx of the package "
        + "ResNetMLNet.OnnxRuntime.");
}
