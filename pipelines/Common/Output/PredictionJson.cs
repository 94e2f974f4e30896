using ResNetMLNet.Pipelines.Common.Data;

namespace ResNetMLNet.Pipelines.Common.Output;

/// <summary>What pictures show as one JSON array.</summary>
/// <param name="writer">Where to.</param>
internal sealed class PredictionJson(TextWriter writer) : IPredictionWriter
{
    private bool _hasRows;

    /// <inheritdoc/>
    public void Write(IReadOnlyList<Prediction> predictions)
    {
        if (predictions.Count == 0)
            return;
        var rows = string.Join(
            ",\n",
            predictions.Select(prediction => "  " + JsonText.Of(prediction).Replace("\n", "\n  ", StringComparison.Ordinal)));
        writer.Write((_hasRows ? ",\n" : "[\n") + rows);
        _hasRows = true;
    }

    /// <inheritdoc/>
    public void End() => writer.WriteLine(_hasRows ? "\n]" : "[]");
}
