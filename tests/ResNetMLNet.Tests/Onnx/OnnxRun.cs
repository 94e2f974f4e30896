using Microsoft.ML.OnnxRuntime;

namespace ResNetMLNet.Tests.Onnx;

/// <summary>Runs ONNX files in ONNX Runtime on one thread.</summary>
internal static class OnnxRun
{
    public static InferenceSession Session(byte[] file)
    {
        using var options = new SessionOptions { IntraOpNumThreads = 1 };
        return new InferenceSession(file, options);
    }

    /// <summary>What a file with one input and one output gives, and its shape.</summary>
    public static (float[] Values, long[] Shape) Of<T>(InferenceSession session, T[] values, params long[] shape)
        where T : unmanaged
    {
        using var input = OrtValue.CreateTensorValueFromMemory(values, shape);
        using var options = new RunOptions();
        using var results = session.Run(options, session.InputNames, [input], session.OutputNames);
        return (results[0].GetTensorDataAsSpan<float>().ToArray(), results[0].GetTensorTypeAndShape().Shape);
    }
}
