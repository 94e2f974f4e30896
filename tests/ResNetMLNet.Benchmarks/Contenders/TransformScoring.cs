using Microsoft.ML;
using Microsoft.ML.Data;
using ResNetMLNet.Benchmarks.Data;

namespace ResNetMLNet.Benchmarks.Contenders;

/// <summary>A transformer over a view, with the scores or features read through a cursor.</summary>
/// <param name="images">The images.</param>
/// <param name="transformer">The transformer; disposed of with this.</param>
/// <param name="lastLayer">Makes probabilities of the features of a featurizer; null where there are scores.</param>
internal sealed class TransformScoring(Images images, ITransformer transformer, LastLayer? lastLayer = null) : IScoring
{
    /// <inheritdoc/>
    public void Score(int rows, ProbabilityBuffer probabilities)
    {
        var scored = transformer.Transform(new ImagesView(images, rows));
        var column = scored.Schema[lastLayer is null ? ColumnName.Score : ColumnName.Seen];
        using var cursor = scored.GetRowCursor([column]);
        var getter = cursor.GetGetter<VBuffer<float>>(column);
        VBuffer<float> values = default;
        for (var row = 0; cursor.MoveNext(); row++)
        {
            getter(ref values);
            if (lastLayer is null)
                values.CopyTo(probabilities.Row(row));
            else
                lastLayer.Apply(values, probabilities.Row(row));
        }
    }

    /// <inheritdoc/>
    public void Dispose() => (transformer as IDisposable)?.Dispose();
}
