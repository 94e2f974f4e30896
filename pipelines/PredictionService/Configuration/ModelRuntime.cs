namespace ResNetMLNet.Pipelines.PredictionService.Configuration;

/// <summary>What computes a model's network.</summary>
internal enum ModelRuntime
{
    /// <summary>TorchSharp or ONNX Runtime, whichever is faster on this machine: for one picture, and for a batch.</summary>
    Auto,

    /// <summary>What it was saved for: TorchSharp, unless it was converted.</summary>
    AsSaved,

    /// <summary>ONNX Runtime: faster for single pictures on a CPU.</summary>
    OnnxRuntime,
}
