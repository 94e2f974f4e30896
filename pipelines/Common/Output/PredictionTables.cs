using ResNetMLNet.Pipelines.Common.Data;

namespace ResNetMLNet.Pipelines.Common.Output;

/// <summary>What pictures show as tables, one for as many as are scored at once.</summary>
/// <param name="console">Where to.</param>
internal sealed class PredictionTables(ProgramConsole console) : IPredictionWriter
{
    /// <inheritdoc/>
    public void Write(IReadOnlyList<Prediction> predictions)
    {
        if (predictions.Count > 0)
            console.Results.Write(PredictionTable.Of(predictions));
    }

    /// <inheritdoc/>
    public void End()
    {
    }
}
