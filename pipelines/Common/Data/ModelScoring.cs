using Microsoft.ML;
using Microsoft.ML.Data;
using ResNetMLNet.Pipelines.Common.Output;
using ResNetMLNet.Transforms.Interop;

namespace ResNetMLNet.Pipelines.Common.Data;

/// <summary>Scores images with a model.</summary>
internal static class ModelScoring
{
    /// <summary>ML.NET's metrics of a model on the images of a data set that are for it.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled; ML.NET may wrap it.</exception>
    public static MulticlassClassificationMetrics Evaluate(
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
            return ml.MulticlassClassification.Evaluate(watched);
        });

    /// <summary>The column is not looked at: the filter only counts the rows that pass.</summary>
    private sealed class Row
    {
        public ReadOnlyMemory<char> PredictedLabel { get; set; }
    }
}
