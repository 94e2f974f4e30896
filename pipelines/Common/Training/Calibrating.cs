using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using ResNetMLNet.Pipelines.Common.CommandLine;
using ResNetMLNet.Pipelines.Common.Data;
using ResNetMLNet.Pipelines.Common.Output;
using ResNetMLNet.Transforms;
using ResNetMLNet.Transforms.Calibration;

namespace ResNetMLNet.Pipelines.Common.Training;

/// <summary>The temperature that is fitted after a training.</summary>
internal static class Calibrating
{
    /// <summary>Checks, before the training, that there are images enough.</summary>
    /// <exception cref="UserErrorException">There are not.</exception>
    public static ImagePart Check(ImagePart heldOut) => heldOut.Count >= ValidationScores.FewestRows
        ? heldOut
        : throw new UserErrorException(string.Create(
            CultureInfo.InvariantCulture,
            $"--calibrate needs at least {ValidationScores.FewestRows} held-out images, and there are {heldOut.Count}: hold out more, or "
            + $"leave it out."));

    /// <summary>
    /// The model with its temperature; the model as it is, and an error or a notice, where that cannot be fitted: a training must not
    /// be lost by it.
    /// </summary>
    public static TransformerChain<ITransformer> Calibrate(
        MLContext ml, TransformerChain<ITransformer> model, ImagePart heldOut, ProgramConsole console, CancellationToken cancellationToken)
    {
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            return console.During("Fitting the temperature ...", _ =>
                new TransformerChain<ITransformer>([.. model, Fit(ml, model, heldOut.View, cancellationToken)]));
        }
        catch (Exception exception) when (Interrupt.IsBehind(exception))
        {
            console.WriteNotice("The model has no temperature: after Ctrl+C there is no time to fit one.");
        }
        catch (Exception exception)
        {
            console.WriteError(PlainWriter.Line($"The model is not calibrated: {ErrorText.InnermostSentence(exception)}"));
        }
        return model;
    }

    private static TemperatureCalibratorTransformer Fit(
        MLContext ml, TransformerChain<ITransformer> model, IDataView heldOut, CancellationToken cancellationToken)
    {
        // Not by ending the context, which writes the model afterwards.
        var watched = ml.Data.FilterByCustomPredicate<Row>(model.Transform(heldOut), _ =>
        {
            cancellationToken.ThrowIfCancellationRequested();
            return false;
        });
        return ml.MulticlassClassification.TemperatureCalibrator(ColumnNames.Label, ColumnNames.Score).Fit(watched);
    }

    /// <summary>The column is not looked at: the filter only watches the rows that pass.</summary>
    private sealed class Row
    {
        public ReadOnlyMemory<char> PredictedLabel { get; set; }
    }
}
