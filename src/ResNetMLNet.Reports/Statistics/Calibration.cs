namespace ResNetMLNet.Reports.Statistics;

/// <summary>How far the confidence of a model is the share in which it is right (Guo et al., 2017).</summary>
public sealed class Calibration
{
    private const int BinCount = 15;

    private Calibration(IReadOnlyList<CalibrationBin> bins)
    {
        Bins = bins;
        var rows = (double)bins.Sum(bin => bin.RowCount);
        ExpectedError = bins.Sum(bin => bin.RowCount / rows * Math.Abs(bin.Accuracy.Value - bin.Confidence));
    }

    /// <summary>Rows of like confidence, from the least confident; confidences that no row has are left out.</summary>
    public IReadOnlyList<CalibrationBin> Bins { get; }

    /// <summary>
    /// The expected calibration error: the mean distance of confidence and accuracy over 15 bins of equal width, weighted by their
    /// rows, from 0 to 1.
    /// </summary>
    public double ExpectedError { get; }

    internal static Calibration Of(IEnumerable<(float Confidence, bool IsRight)> rows) => new(
        [
            .. rows.GroupBy(row => Math.Min((int)(row.Confidence * BinCount), BinCount - 1))
                .OrderBy(bin => bin.Key)
                .Select(bin => new CalibrationBin(
                    bin.Average(row => (double)row.Confidence),
                    Wilson.Share(bin.Count(row => row.IsRight), bin.Count())!.Value,
                    bin.Count())),
        ]);
}
