using System.Numerics.Tensors;
using Microsoft.ML.Data;

namespace ResNetMLNet.Scoring;

/// <summary>How probabilities become column values.</summary>
internal static class ScoreGetters
{
    /// <summary>Copies the probabilities into a vector whose memory is reused.</summary>
    public static void Score(ReadOnlySpan<float> probabilities, ref VBuffer<float> destination)
    {
        var editor = VBufferEditor.Create(ref destination, probabilities.Length);
        probabilities.CopyTo(editor.Values);
        destination = editor.Commit();
    }

    /// <summary>
    /// The key of the most probable class: its place counted from 1. Features that are not finite numbers have no
    /// probabilities, so their label is missing (0), as in ML.NET's own multiclass models.
    /// </summary>
    public static uint PredictedLabel(ReadOnlySpan<float> probabilities)
    {
        var best = TensorPrimitives.IndexOfMax(probabilities);
        return float.IsNaN(probabilities[best]) ? 0 : (uint)best + 1;
    }
}
