using Microsoft.ML;
using ResNetMLNet.Pipelines.Common.Output;
using ResNetMLNet.Reports;
using ResNetMLNet.Transforms.Interop;

namespace ResNetMLNet.Pipelines.Common.Data;

/// <summary>Scores images with a model.</summary>
internal static class ModelScoring
{
    /// <summary>What a model is worth on the images of a data set that are for it.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled; ML.NET may wrap it.</exception>
    public static ModelReport Evaluate(
        MLContext ml, ITransformer model, DataSet data, ProgramConsole console, CancellationToken cancellationToken) =>
        console.During($"Scoring the {data.ScoredName} images ...", status =>
        {
            using var stopping = ml.CancelBy(cancellationToken);
            return ModelReport.Of(ml, model, data.Scored.View, new ModelReport.Options
            {
                RowNameColumnName = data.Scored.View.Schema.GetColumnOrNull(ColumnNames.ImagePath)?.Name,
                Progress = new Told<long>(count => status($"Scoring the {data.ScoredName} images: {count:N0}")),
                CancellationToken = cancellationToken,
            });
        });
}
