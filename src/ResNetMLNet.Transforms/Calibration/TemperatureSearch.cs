using System.Numerics.Tensors;
using ResNetMLNet.Transforms.Scoring;

namespace ResNetMLNet.Transforms.Calibration;

/// <summary>Finds the temperature with the least log loss on rows whose classes are known.</summary>
internal sealed class TemperatureSearch
{
    /// <summary>The least temperature, for rows that are all right in units of the logits: their log loss has no minimum.</summary>
    public const double Lowest = 0.1;

    /// <summary>
    /// The greatest temperature, of large logits in their units: the log loss of rows that are mostly wrong has none either.
    /// </summary>
    public const double Highest = 100;

    // Each halves the range of the logarithm, which ends below 1e-9.
    private const int Halvings = 33;


    private readonly ValidationScores _rows;
    private readonly double _unit;

    /// <summary>Takes the rows, whose scores become logits.</summary>
    public TemperatureSearch(ValidationScores rows)
    {
        _rows = rows;
        AreProbabilities = Enumerable.Range(0, rows.Count).All(row => Probabilities.Are(rows.Row(row)));
        if (AreProbabilities)
        {
            TensorPrimitives.Max(rows.All, TemperatureScale.LeastProbability, rows.All);
            TensorPrimitives.Log(rows.All, rows.All);
        }
        _unit = AreProbabilities ? 1 : Spread();
    }

    /// <summary>Whether the scores of all rows are probabilities.</summary>
    public bool AreProbabilities { get; }

    /// <summary>The temperature; one of the bounds if the log loss has no minimum between them.</summary>
    /// <remarks>The log loss is convex in the temperature's inverse: it has one minimum, where its slope changes sign.</remarks>
    public double Find()
    {
        var (low, high) = (Math.Log(Lowest * (AreAllRight ? _unit : Math.Min(_unit, 1))), Math.Log(Highest * Math.Max(_unit, 1)));
        for (var i = 0; i < Halvings; i++)
        {
            var middle = (low + high) / 2;
            if (IsTooHigh(Math.Exp(middle)))
                high = middle;
            else
                low = middle;
        }
        return Math.Exp((low + high) / 2);
    }

    /// <summary>The mean of the negative logarithms of the true classes' probabilities.</summary>
    public double LogLoss(double temperature)
    {
        var sum = 0.0;
        for (var i = 0; i < _rows.Count; i++)
        {
            var logits = _rows.Row(i);
            var largest = TensorPrimitives.Max(logits);
            var weights = 0.0;
            foreach (var logit in logits)
                weights += Math.Exp((logit - largest) / temperature);
            sum += Math.Log(weights) - ((logits[_rows.Label(i)] - largest) / temperature);
        }
        return sum / _rows.Count;
    }

    private bool AreAllRight => Enumerable.Range(0, _rows.Count)
        .All(row => _rows.Row(row)[_rows.Label(row)] == TensorPrimitives.Max(_rows.Row(row)));

    /// <summary>Whether the logits that a temperature's probabilities expect are below those of the true classes.</summary>
    private bool IsTooHigh(double temperature)
    {
        var surplus = 0.0;
        for (var i = 0; i < _rows.Count; i++)
        {
            var logits = _rows.Row(i);
            var truth = logits[_rows.Label(i)];
            var largest = TensorPrimitives.Max(logits);
            var (weights, weighted) = (0.0, 0.0);
            foreach (var logit in logits)
            {
                var weight = Math.Exp((logit - largest) / temperature);
                weights += weight;
                weighted += weight * (logit - truth);
            }
            surplus += weighted / weights;
        }
        return surplus < 0;
    }

    /// <summary>How far a row's scores are from their mean, the root of the mean square: scores have any scale.</summary>
    private double Spread()
    {
        var sum = 0.0;
        for (var i = 0; i < _rows.Count; i++)
        {
            var mean = TensorPrimitives.Sum(_rows.Row(i)) / _rows.ClassCount;
            foreach (var logit in _rows.Row(i))
                sum += (logit - mean) * (double)(logit - mean);
        }
        return sum > 0 ? Math.Sqrt(sum / (_rows.Count * _rows.ClassCount)) : 1;
    }
}
