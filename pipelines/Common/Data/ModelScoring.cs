using Microsoft.ML;
using Microsoft.ML.Data;
using ResNetMLNet.Pipelines.Common.Output;
using ResNetMLNet.Transforms.Calibration;
using ResNetMLNet.Transforms.Interop;

namespace ResNetMLNet.Pipelines.Common.Data;

/// <summary>Scores images with a model.</summary>
internal static class ModelScoring
{
    /// <summary>
    /// ML.NET's metrics of a model on the images of a data set that are for it, and what there is to say of the answers where it does
    /// not always give one; else null.
    /// </summary>
    /// <exception cref="OperationCanceledException">The token was cancelled; ML.NET may wrap it.</exception>
    public static (MulticlassClassificationMetrics Metrics, AnswerFigures? Answered) Evaluate(
        MLContext ml,
        ITransformer model,
        DataSet data,
        ProgramConsole console,
        CancellationToken cancellationToken) =>
        console.During($"Scoring the {data.ScoredName} images ...", status =>
        {
            using var stopping = ml.CancelBy(cancellationToken);
            var count = 0;
            var watched = ml.Data.FilterByCustomPredicate<Row>(model.Transform(data.Scored.View), _ =>
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (Interlocked.Increment(ref count) % 256 == 0)
                    status($"Scoring the {data.ScoredName} images: {count:N0}");
                return false;
            });
            return Evaluate(ml, model, watched, data.Scored.Count);
        });

    private static (MulticlassClassificationMetrics Metrics, AnswerFigures? Answered) Evaluate(
        MLContext ml, ITransformer model, IDataView scored, long count)
    {
        if (!ModelFile.Members(model).OfType<RejectionTransformer>().Any())
            return (ml.MulticlassClassification.Evaluate(scored), null);

        // Kept, so that all is scored once.
        var kept = ml.Data.Cache(scored, ColumnNames.Label, ColumnNames.Score, ColumnNames.PredictedLabel);
        return (ml.MulticlassClassification.Evaluate(kept), Answers(ml, kept, count));
    }

    private static AnswerFigures Answers(MLContext ml, IDataView scored, long count)
    {
        var answers = ml.Data.FilterByCustomPredicate<Row>(scored, row => row.PredictedLabel.IsEmpty);
        var answered = answers.GetColumn<string>(ColumnNames.PredictedLabel).LongCount();
        return new AnswerFigures(
            answered / (double)count, answered == 0 ? null : ml.MulticlassClassification.Evaluate(answers).MicroAccuracy);
    }

    private sealed class Row
    {
        public ReadOnlyMemory<char> PredictedLabel { get; set; }
    }
}
