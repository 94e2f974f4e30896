namespace ResNetMLNet.Reports.Labels;

/// <summary>
/// Says which labels to doubt, by scores of models that have not seen the rows: confident learning (Northcutt, Jiang and Chuang
/// 2021, "Confident Learning: Estimating Uncertainty in Dataset Labels", with its pruning by noise rate).
/// </summary>
/// <remarks>
/// The threshold of a class is the mean probability of the class over the rows that are labelled so. A row counts for the class that
/// is most probable among those whose threshold its probability reaches. Counted by label and class, which is the confident joint,
/// these rows tell which share of a label's rows belongs to another class. So many of the label's rows are doubtful, those for which
/// that class is more probable than the label by the largest margins.
/// </remarks>
internal sealed class ConfidentJoint
{
    private readonly IReadOnlyList<float[]> _scores;
    private readonly ILookup<int, int> _rows;
    private readonly int _classCount;

    /// <param name="scores">For each row a probability for each class.</param>
    /// <param name="labels">For each row the index of its class.</param>
    public ConfidentJoint(IReadOnlyList<float[]> scores, IReadOnlyList<int> labels)
    {
        _scores = scores;
        _rows = Enumerable.Range(0, labels.Count).ToLookup(row => labels[row]);
        _classCount = scores.Count == 0 ? 0 : scores[0].Length;
        Thresholds = [.. Enumerable.Range(0, _classCount)
            .Select(label => _rows[label].Select(row => (double)scores[row][label]).DefaultIfEmpty(double.PositiveInfinity).Average())];
        Counts = new int[_classCount, _classCount];
        for (var row = 0; row < scores.Count; row++)
        {
            if (Confident(scores[row]) is { } confident)
                Counts[labels[row], confident]++;
        }
    }

    /// <summary>The probability from which on a row counts for each class; infinite for one without rows.</summary>
    public IReadOnlyList<double> Thresholds { get; }

    /// <summary>How many rows of a label, by row, count for a class, by column.</summary>
    public int[,] Counts { get; }

    /// <summary>The rows whose label is doubtful with the class that is more probable, the most doubtful first.</summary>
    public IReadOnlyList<(int Row, int Suggested, double Margin)> Doubtful() =>
    [
        .. Enumerable.Range(0, _classCount)
            .SelectMany(label => Enumerable.Range(0, _classCount)
                .Where(other => other != label)
                .SelectMany(other => Doubtful(label, other)))
            .OrderByDescending(found => found.Margin)
            .ThenBy(found => found.Row)
            .DistinctBy(found => found.Row),
    ];

    private IEnumerable<(int Row, int Suggested, double Margin)> Doubtful(int label, int other) => Counts[label, other] == 0
        ? []
        : _rows[label]
            .Select(row => (Row: row, Suggested: other, Margin: (double)_scores[row][other] - _scores[row][label]))
            .OrderByDescending(found => found.Margin)
            .Take(Expected(label, other))
            .Where(found => found.Margin > 0);

    /// <summary>How many rows of a label are expected to belong to another class, those included that do not count.</summary>
    private int Expected(int label, int other)
    {
        var counted = Enumerable.Range(0, _classCount).Sum(confident => Counts[label, confident]);
        return (int)Math.Round((double)Counts[label, other] * _rows[label].Count() / counted, MidpointRounding.AwayFromZero);
    }

    /// <summary>The class that a row counts for; null if none is probable enough.</summary>
    private int? Confident(float[] scores)
    {
        int? best = null;
        for (var label = 0; label < scores.Length; label++)
        {
            if (scores[label] >= Thresholds[label] && (best is null || scores[label] > scores[best.Value]))
                best = label;
        }
        return best;
    }
}
