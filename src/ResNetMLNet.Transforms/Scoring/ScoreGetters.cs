using System.Numerics.Tensors;
using Microsoft.ML.Data;

namespace ResNetMLNet.Transforms.Scoring;

/// <summary>How the numbers taken from a network become column values.</summary>
internal static class ScoreGetters
{
    /// <summary>Copies the numbers into a vector whose memory is reused.</summary>
    public static void Vector(ReadOnlySpan<float> scores, ref VBuffer<float> destination)
    {
        var editor = VBufferEditor.Create(ref destination, scores.Length);
        scores.CopyTo(editor.Values);
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
