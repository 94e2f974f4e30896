using Microsoft.ML.OnnxRuntime;
using ResNetMLNet.Benchmarks.Data;

namespace ResNetMLNet.Benchmarks.Contenders;

/// <summary>
/// ONNX Runtime's own session with its default options: batches are slices of the images in place, outputs go into one
/// array that is used again.
/// </summary>
internal sealed class OrtScoring(Images images, string onnxFile, int batch) : IScoring
{
    private readonly InferenceSession _session = new(onnxFile);
    private readonly RunOptions _options = new();
    private readonly float[] _output = new float[batch * images.Classes];

    /// <inheritdoc/>
    public void Score(int rows, ProbabilityBuffer probabilities)
    {
        for (var row = 0; row < rows; row += batch)
            ScoreBatch(row, Math.Min(batch, rows - row), probabilities);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _session.Dispose();
        _options.Dispose();
    }

    private void ScoreBatch(int first, int count, ProbabilityBuffer probabilities)
    {
        using var input = OrtValue.CreateTensorValueFromMemory(
            OrtMemoryInfo.DefaultInstance,
            images.Values.AsMemory(first * images.Length, count * images.Length),
            [count, 1, images.Size, images.Size]);
        using var output = OrtValue.CreateTensorValueFromMemory(
            OrtMemoryInfo.DefaultInstance, _output.AsMemory(0, count * images.Classes), [count, images.Classes]);
        _session.Run(_options, _session.InputNames, [input], _session.OutputNames, [output]);
        for (var i = 0; i < count; i++)
            _output.AsSpan(i * images.Classes, images.Classes).CopyTo(probabilities.Row(first + i));
    }
}
