namespace ResNetMLNet.Benchmarks.Models;

/// <summary>The files of one trained model in all forms, in one folder.</summary>
internal static class ModelFiles
{
    /// <summary>The model as ML.NET saves it.</summary>
    public static string Zip(string folder) => Path.Combine(folder, "model.zip");

    /// <summary>The model in ONNX Runtime, as ML.NET saves it.</summary>
    public static string OnnxRuntimeZip(string folder) => Path.Combine(folder, "model.onnxruntime.zip");

    /// <summary>The same weights for ONNX Runtime.</summary>
    public static string Onnx(string folder) => Path.Combine(folder, "model.onnx");

    /// <summary>The weights that fine-tuning begins with.</summary>
    public static string InitialWeights(string folder) => Path.Combine(folder, "initial.safetensors");

    /// <summary>The probabilities of the first images computed exactly: in double precision, without oneDNN.</summary>
    public static string Reference(string folder) => Path.Combine(folder, "reference.probabilities");
}
