using ResNetMLNet.Reports.Scoring;
using ResNetMLNet.Reports.Statistics;

namespace ResNetMLNet.Reports;

/// <summary>A model against another one, on the same rows.</summary>
public sealed class ModelComparison
{
    private ModelComparison(IReadOnlyList<ChangedRow> changed)
    {
        Changed = changed;
        Won = changed.Count(row => row.IsRight);
        Lost = changed.Count(row => row.WasRight);
    }

    /// <summary>The rows that the two take for different classes, in the order of the data.</summary>
    public IReadOnlyList<ChangedRow> Changed { get; }

    /// <summary>How many rows the model has right and the other wrong.</summary>
    public int Won { get; }

    /// <summary>How many rows the model has wrong and the other right.</summary>
    public int Lost { get; }

    /// <summary>
    /// The probability that two models which are equally good differ as much or more, by the exact test of McNemar (1947) on
    /// <see cref="Won"/> and <see cref="Lost"/>; 1 if nothing tells them apart.
    /// </summary>
    public double DifferenceProbability => McNemar.DifferenceProbability(Won, Lost);

    /// <summary>
    /// The probability that a model which is no worse than the other loses as many rows or more: where it is small, the model is worse.
    /// </summary>
    public double LossProbability => McNemar.LossProbability(Won, Lost);

    internal static ModelComparison Of(ModelReport model, ModelReport baseline)
    {
        Check(model, baseline);
        return new ModelComparison(
        [
            .. model.Rows.Zip(baseline.Rows)
                .Where(pair => Name(model, pair.First.PredictedLabel) != Name(baseline, pair.Second.PredictedLabel))
                .Select(pair => new ChangedRow(
                    pair.First.Position,
                    Name(model, pair.First.Label),
                    Name(model, pair.First.PredictedLabel),
                    Name(baseline, pair.Second.PredictedLabel))),
        ]);
    }

    private static void Check(ModelReport model, ModelReport baseline)
    {
        if (!model.ClassNames.Order(StringComparer.Ordinal).SequenceEqual(baseline.ClassNames.Order(StringComparer.Ordinal)))
        {
            throw new ArgumentException(
                $"The models tell other classes apart: {ClassNames.Listed(model.ClassNames)} and {ClassNames.Listed(baseline.ClassNames)}. "
                + "Compare models of the same classes.",
                nameof(baseline));
        }
        if (model.Rows.Count != baseline.Rows.Count
            || model.Rows.Zip(baseline.Rows).Any(pair => pair.First.Position != pair.Second.Position
                || Name(model, pair.First.Label) != Name(baseline, pair.Second.Label)))
        {
            throw new ArgumentException(
                $"The reports are of other rows, {model.Rows.Count} and {baseline.Rows.Count} of them: make both on the same data.",
                nameof(baseline));
        }
    }

    private static string Name(ModelReport report, int index) => report.ClassNames[index];
}
