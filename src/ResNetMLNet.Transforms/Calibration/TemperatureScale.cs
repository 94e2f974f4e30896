using System.Numerics.Tensors;

namespace ResNetMLNet.Transforms.Calibration;

/// <summary>Makes probabilities of scores: the softmax of logits that are divided by a temperature.</summary>
/// <param name="Temperature">What logits are divided by: above 1, the probabilities become less sure.</param>
/// <param name="AreProbabilities">Whether the scores are probabilities, whose logarithms are the logits; else they are logits.</param>
internal readonly record struct TemperatureScale(double Temperature, bool AreProbabilities)
{
    /// <summary>What a probability is at least, so that one that is rounded to 0 has a logarithm.</summary>
    public const float LeastProbability = float.Epsilon;

    /// <summary>Makes the probabilities of a row. Scores that are no numbers make all of them NaN.</summary>
    public void Apply(ReadOnlySpan<float> scores, Span<float> probabilities)
    {
        var top = TensorPrimitives.IndexOfMax(scores);
        var largest = Logit(scores[top]);
        var sum = 0.0;
        for (var i = 0; i < scores.Length; i++)
        {
            var weight = Math.Exp((Logit(scores[i]) - largest) / Temperature);
            probabilities[i] = (float)weight;
            sum += weight;
        }
        TensorPrimitives.Divide(probabilities, (float)sum, probabilities);

        // Two that differ by a last digit may be rounded to the same: the likeliest class must not become another one.
        if (TensorPrimitives.IndexOfMax<float>(probabilities) is var first && first != top)
            probabilities[top] = MathF.BitIncrement(probabilities[first]);
    }

    private double Logit(float score) => AreProbabilities ? Math.Log(Math.Max(score, LeastProbability)) : score;
}
