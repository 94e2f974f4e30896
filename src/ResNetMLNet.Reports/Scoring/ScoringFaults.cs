using System.Globalization;

namespace ResNetMLNet.Reports.Scoring;

/// <summary>What is wrong with scored rows: counted, and told in one error.</summary>
internal sealed class ScoringFaults(IReadOnlyList<string> classNames)
{
    private readonly SortedDictionary<string, long> _unknown = new(StringComparer.Ordinal);
    private long _notFinite;
    private long _firstNotFinite;

    /// <summary>How many rows have no label.</summary>
    public long UnlabeledCount { get; private set; }

    /// <summary>A row without a label.</summary>
    public void Unlabeled() => UnlabeledCount++;

    /// <summary>A row whose label is none of the model's.</summary>
    public void Unknown(string label) => _unknown[label] = _unknown.GetValueOrDefault(label) + 1;

    /// <summary>A row whose scores are not finite numbers.</summary>
    public void NotFinite(long position)
    {
        if (_notFinite++ == 0)
            _firstNotFinite = position;
    }

    /// <summary>Tells what was found.</summary>
    /// <param name="rowCount">The number of all rows.</param>
    /// <exception cref="InvalidOperationException">Something was found, or there is no row with a label.</exception>
    public void ThrowIfAny(long rowCount)
    {
        if (rowCount == 0)
            throw new InvalidOperationException("The data have no rows: a model can only be judged by rows with labels.");
        if (UnlabeledCount == rowCount)
        {
            throw new InvalidOperationException(
                $"None of the {Text(rowCount)} rows has a label: a model can only be judged by rows with labels.");
        }
        if (_unknown.Count > 0)
        {
            throw new InvalidOperationException(
                $"{Text(_unknown.Values.Sum())} of {Text(rowCount)} rows have labels that the model does not know: "
                + $"{ClassNames.Listed(_unknown.Keys)}. It knows {ClassNames.Listed(classNames)}: leave those rows out, or give a "
                + "model that was trained on their classes.");
        }
        if (_notFinite > 0)
        {
            throw new InvalidOperationException(
                $"{Text(_notFinite)} of {Text(rowCount)} rows have scores that are not finite numbers, the first is row "
                + $"{Text(_firstNotFinite)}: look whether that row's input is damaged, or the model.");
        }
    }

    private static string Text(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
