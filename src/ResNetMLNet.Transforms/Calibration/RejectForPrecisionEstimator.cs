using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Runtime;

namespace ResNetMLNet.Transforms.Calibration;

/// <summary>
/// Finds the lowest threshold of the highest score at which as many of the answers are right as is wanted, and takes the predicted
/// label away below it.
/// </summary>
/// <remarks>
/// <para>To make it, use <see cref="CalibrationCatalog.RejectForPrecision"/>.</para>
/// <para>
/// Fit it on scored rows that the model was not trained on. The class of a row is found by its name, where both label and scores
/// have names, and else by its place. Rows without a label are left out, with a warning in ML.NET's log.
/// </para>
/// </remarks>
public sealed class RejectForPrecisionEstimator : IEstimator<RejectionTransformer>
{
    private readonly IHostEnvironment _environment;
    private readonly double _precision;
    private readonly string _labelColumnName;
    private readonly RejectionColumns _columns;

    internal RejectForPrecisionEstimator(
        IHostEnvironment environment, double precision, string labelColumnName, RejectionColumns columns)
    {
        _environment = environment;
        _precision = precision is > 0 and <= 1 ? precision : throw new ArgumentOutOfRangeException(
            nameof(precision),
            FormattableString.Invariant($"precision is {precision}, it has to be above 0 and at most 1: the share of right answers."));
        _labelColumnName = labelColumnName;
        _columns = columns;
    }

    /// <summary>Finds the threshold.</summary>
    /// <param name="input">Scored rows with their labels, at least 10.</param>
    /// <returns>The transformer that takes predicted labels away.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of a wrong type.</exception>
    /// <exception cref="InvalidOperationException">
    /// No threshold reaches the precision, there are too few rows with labels, or a row has a label that the model does not know,
    /// or scores that are not finite numbers.
    /// </exception>
    public RejectionTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var host = _environment.Register(nameof(RejectForPrecisionEstimator));
        _columns.Find(host, input.Schema);
        var rows = ValidationScores.Read(host, input, _labelColumnName, _columns.Score);
        var (threshold, best) = RejectionThreshold.Find(rows, _precision);
        return threshold is not null
            ? new RejectionTransformer(_environment, _columns, threshold)
            : throw host.Except(string.Create(
                CultureInfo.InvariantCulture,
                $"No threshold makes {_precision} of the answers right: at best {best.Precision:0.####} of them are, at a threshold of "
                + $"{best.Value}, where {best.AnsweredShare:0.####} of the {rows.Count} rows are answered. Ask for a lower precision, or "
                + $"train a better model."));
    }

    /// <summary>The schema after the transform: that before it.</summary>
    /// <param name="inputSchema">The schema of the data.</param>
    /// <returns>The same columns.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of a wrong type.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        var host = _environment.Register(nameof(RejectForPrecisionEstimator));
        _columns.Check(host, inputSchema);
        LabelColumn.Check(host, inputSchema, _labelColumnName);
        return inputSchema;
    }
}
