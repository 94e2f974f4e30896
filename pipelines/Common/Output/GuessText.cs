using System.Globalization;
using ResNetMLNet.Reports;

namespace ResNetMLNet.Pipelines.Common.Output;

/// <summary>What there is to say of a model that has learnt nothing.</summary>
internal static class GuessText
{
    // Standard deviations: chance alone gets above them once in 40 times.
    private const double Significant = 2;

    /// <summary>The text; null if the model is better than always naming the most frequent class.</summary>
    /// <param name="report">The figures of the model.</param>
    /// <param name="scoredName">What the images are called that it was scored on.</param>
    /// <param name="learningRate">The rate that it was trained with.</param>
    public static string? Of(ModelReport report, string scoredName, double learningRate)
    {
        var count = report.Rows.Count;
        var share = (double)report.Classes.Max(row => row.RowCount) / count;
        if (share >= 1 || report.Accuracy.Value > share + (Significant * Math.Sqrt(share * (1 - share) / count)))
            return null;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"Of the {scoredName} images {report.Accuracy.Value:P1} are recognized. On so few, that is not reliably better than "
            + $"guessing: always naming the most frequent class is right for {share:P1}. Train for more --epochs, on more images, "
            + $"or with another --learning-rate than {learningRate}.");
    }
}
