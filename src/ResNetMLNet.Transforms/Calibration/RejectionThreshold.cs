using System.Numerics.Tensors;

namespace ResNetMLNet.Transforms.Calibration;

/// <summary>The highest score below which a row is not answered, and what came of it on the rows that it was chosen by.</summary>
/// <param name="Value">The threshold, which itself is answered.</param>
/// <param name="AnsweredShare">The share of rows that are answered; NaN if it was given, not chosen.</param>
/// <param name="Precision">The share of right ones among the answers; NaN likewise.</param>
internal sealed record RejectionThreshold(float Value, double AnsweredShare = double.NaN, double Precision = double.NaN)
{
    /// <summary>Whether a row is not answered; scores that are no numbers are no answer.</summary>
    public bool Rejects(ReadOnlySpan<float> scores) => !(TensorPrimitives.Max(scores) >= Value);

    /// <summary>Finds the lowest threshold with a precision, and where there is none, the one with the highest.</summary>
    /// <param name="rows">The rows to choose by.</param>
    /// <param name="precision">The precision that is wanted.</param>
    public static (RejectionThreshold? Found, RejectionThreshold Best) Find(ValidationScores rows, double precision)
    {
        var thresholds = All(rows).ToList();
        return (
            thresholds.LastOrDefault(threshold => threshold.Precision >= precision),
            thresholds.MaxBy(threshold => threshold.Precision)!);
    }

    /// <summary>All thresholds that differ in what they answer, from the highest to the lowest.</summary>
    private static IEnumerable<RejectionThreshold> All(ValidationScores rows)
    {
        var (answered, right) = (0, 0);
        foreach (var group in Answers(rows).GroupBy(answer => answer.Score).OrderByDescending(group => group.Key))
        {
            answered += group.Count();
            right += group.Count(answer => answer.IsRight);
            yield return new RejectionThreshold(group.Key, answered / (double)rows.Count, right / (double)answered);
        }
    }

    private static IEnumerable<(float Score, bool IsRight)> Answers(ValidationScores rows)
    {
        for (var i = 0; i < rows.Count; i++)
        {
            var top = TensorPrimitives.IndexOfMax(rows.Row(i));
            yield return (rows.Row(i)[top], top == rows.Label(i));
        }
    }
}
