using System.Numerics.Tensors;

namespace ResNetMLNet.Transforms.Scoring;

/// <summary>Scores that are probabilities.</summary>
internal static class Probabilities
{
    // As trainers in single precision keep it for many classes.
    private const float SumTolerance = 1e-3f;

    /// <summary>Whether the scores of a row may be probabilities: none is negative, and they sum to 1.</summary>
    public static bool Are(ReadOnlySpan<float> scores) =>
        TensorPrimitives.Min(scores) >= 0 && MathF.Abs(TensorPrimitives.Sum(scores) - 1) <= SumTolerance;
}
