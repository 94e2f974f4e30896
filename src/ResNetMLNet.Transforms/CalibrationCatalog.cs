using Microsoft.ML;
using Microsoft.ML.Data;
using ResNetMLNet.Transforms.Calibration;

namespace ResNetMLNet.Transforms;

/// <summary>
/// Extension methods on <see cref="MLContext.MulticlassClassification"/> for models that know when they do not know: calibrated
/// probabilities, and no label where these are low.
/// </summary>
public static class CalibrationCatalog
{
    /// <summary>
    /// Makes the probabilities of a multiclass model such that of the rows with 80%, about 80% are right: temperature scaling
    /// (Guo et al. 2017, <see href="https://arxiv.org/abs/1706.04599"/>).
    /// </summary>
    /// <param name="catalog">The multiclass classification of <see cref="MLContext"/>.</param>
    /// <param name="labelColumnName">
    /// The column of the true class for the fitting: a key, or a text, which is matched with the names that the scores have.
    /// </param>
    /// <param name="scoreColumnName">
    /// The column of the scores, a <see cref="float"/> vector with one a class, which is replaced. Whether they are probabilities
    /// is told by the rows of the fitting.
    /// </param>
    /// <returns>The estimator, to be fitted on scored rows that the model was not trained on.</returns>
    /// <remarks>
    /// Append the fitted transformer to the model. The order of the scores stays, and with it the accuracy.
    /// </remarks>
    public static TemperatureCalibratorEstimator TemperatureCalibrator(
        this MulticlassClassificationCatalog catalog,
        string labelColumnName = DefaultColumnNames.Label,
        string scoreColumnName = DefaultColumnNames.Score)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentException.ThrowIfNullOrWhiteSpace(labelColumnName);
        ArgumentException.ThrowIfNullOrWhiteSpace(scoreColumnName);
        return new TemperatureCalibratorEstimator(CatalogUtils.GetEnvironment(catalog), labelColumnName, scoreColumnName);
    }

    /// <summary>Makes the predicted label missing where the highest score is below a threshold.</summary>
    /// <param name="catalog">The multiclass classification of <see cref="MLContext"/>.</param>
    /// <param name="threshold">The probability below which there is no predicted label, from 0 to 1.</param>
    /// <param name="scoreColumnName">The column of the probabilities, a <see cref="float"/> vector with one a class.</param>
    /// <param name="predictedLabelColumnName">
    /// The column of the predicted label, which is replaced: a key, which becomes the missing one, or a text, as <c>MapKeyToValue</c>
    /// makes it, which becomes the empty one.
    /// </param>
    /// <returns>The estimator. Fitting it learns nothing.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The threshold is below 0 or above 1.</exception>
    public static RejectBelowEstimator RejectBelow(
        this MulticlassClassificationCatalog catalog,
        float threshold,
        string scoreColumnName = DefaultColumnNames.Score,
        string predictedLabelColumnName = DefaultColumnNames.PredictedLabel)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        if (threshold is not (>= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(
                nameof(threshold), FormattableString.Invariant($"threshold is {threshold}, it has to be a probability, from 0 to 1."));
        }
        var environment = CatalogUtils.GetEnvironment(catalog);
        var columns = Columns(scoreColumnName, predictedLabelColumnName);
        return new RejectBelowEstimator(environment, new RejectionTransformer(environment, columns, new RejectionThreshold(threshold)));
    }

    /// <summary>
    /// Makes the predicted label missing where the highest score is below a threshold, the lowest at which a wanted share of the
    /// answers is right.
    /// </summary>
    /// <param name="catalog">The multiclass classification of <see cref="MLContext"/>.</param>
    /// <param name="precision">The share of the answers that shall be right on the rows of the fitting, above 0 and at most 1.</param>
    /// <param name="labelColumnName">
    /// The column of the true class for the fitting: a key, or a text, which is matched with the names that the scores have.
    /// </param>
    /// <param name="scoreColumnName">The column of the scores, a <see cref="float"/> vector with one a class.</param>
    /// <param name="predictedLabelColumnName">The column of the predicted label, as <see cref="RejectBelow"/> takes it.</param>
    /// <returns>The estimator, to be fitted on scored rows that the model was not trained on.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The precision is none.</exception>
    /// <remarks>
    /// Only thresholds that are the highest score of a row are tried: where all answers may stand, that of the least sure row is chosen.
    /// Append the fitted transformer to the model.
    /// </remarks>
    public static RejectForPrecisionEstimator RejectForPrecision(
        this MulticlassClassificationCatalog catalog,
        double precision,
        string labelColumnName = DefaultColumnNames.Label,
        string scoreColumnName = DefaultColumnNames.Score,
        string predictedLabelColumnName = DefaultColumnNames.PredictedLabel)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentException.ThrowIfNullOrWhiteSpace(labelColumnName);
        var columns = Columns(scoreColumnName, predictedLabelColumnName);
        return new RejectForPrecisionEstimator(CatalogUtils.GetEnvironment(catalog), precision, labelColumnName, columns);
    }

    private static RejectionColumns Columns(string scoreColumnName, string predictedLabelColumnName)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(scoreColumnName);
        ArgumentException.ThrowIfNullOrWhiteSpace(predictedLabelColumnName);
        return new RejectionColumns(scoreColumnName, predictedLabelColumnName);
    }
}
