using Microsoft.ML;
using Microsoft.ML.Runtime;

namespace ResNetMLNet.Transforms.Calibration;

/// <summary>Finds the temperature with which the probabilities of a multiclass model have the least log loss.</summary>
/// <remarks>
/// <para>To make it, use <see cref="CalibrationCatalog.TemperatureCalibrator"/>.</para>
/// <para>
/// Fit it on scored rows that the model was not trained on: on its own training data a model is surer than elsewhere. The
/// class of a row is found by its name, where both label and scores have names, and else by its place. Rows without a label
/// are left out, with a warning in ML.NET's log.
/// </para>
/// <para>
/// The log loss of rows that are all right has no minimum, nor has that of rows that are mostly wrong: the temperature is
/// from 0.1 to 100, for scores that are no probabilities as far as these bounds in units of how far a row's scores are from
/// their mean, in which the lower one is of rows that are all right.
/// </para>
/// </remarks>
public sealed class TemperatureCalibratorEstimator : IEstimator<TemperatureCalibratorTransformer>
{
    private readonly IHostEnvironment _environment;
    private readonly string _labelColumnName;
    private readonly string _scoreColumnName;

    internal TemperatureCalibratorEstimator(IHostEnvironment environment, string labelColumnName, string scoreColumnName)
    {
        _environment = environment;
        _labelColumnName = labelColumnName;
        _scoreColumnName = scoreColumnName;
    }

    /// <summary>Finds the temperature.</summary>
    /// <param name="input">Scored rows with their labels, at least 10.</param>
    /// <returns>The transformer that makes the probabilities.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of a wrong type.</exception>
    /// <exception cref="InvalidOperationException">
    /// There are too few rows with labels, a row has a label that the model does not know, or scores that are not finite numbers.
    /// </exception>
    public TemperatureCalibratorTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var host = _environment.Register(nameof(TemperatureCalibratorEstimator));
        var search = new TemperatureSearch(ValidationScores.Read(host, input, _labelColumnName, _scoreColumnName));
        var temperature = search.Find();
        return new TemperatureCalibratorTransformer(
            _environment,
            _scoreColumnName,
            new TemperatureScale(temperature, search.AreProbabilities),
            search.LogLoss(1),
            search.LogLoss(temperature));
    }

    /// <summary>The schema after the transform: that before it.</summary>
    /// <param name="inputSchema">The schema of the data.</param>
    /// <returns>The same columns.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of a wrong type.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        var host = _environment.Register(nameof(TemperatureCalibratorEstimator));
        ScoreColumn.Check(host, inputSchema, _scoreColumnName);
        LabelColumn.Check(host, inputSchema, _labelColumnName);
        return inputSchema;
    }
}
