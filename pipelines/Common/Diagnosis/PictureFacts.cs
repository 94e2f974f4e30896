using Microsoft.ML.OnnxRuntime;
using ResNetMLNet.Diagnostics;
using ResNetMLNet.Pipelines.Common.Output;
using SkiaSharp;

namespace ResNetMLNet.Pipelines.Common.Diagnosis;

/// <summary>What both programs depend on beside the library.</summary>
internal static class PictureFacts
{
    /// <summary>Reads the facts.</summary>
    public static IEnumerable<MachineFact> Read() =>
    [
        new("ONNX Runtime", $"{typeof(OrtEnv).Assembly.GetName().Version}"),
        new("SkiaSharp", $"{typeof(SKBitmap).Assembly.GetName().Version}"),
        PictureFont.IsInstalled
            ? new("font", PictureFont.Family)
            : new("font", "none", "pictures will have no text: install one, such as DejaVu Sans"),
    ];
}
