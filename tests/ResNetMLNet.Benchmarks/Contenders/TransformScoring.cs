using Microsoft.ML;
using Microsoft.ML.Data;
using ResNetMLNet.Benchmarks.Data;

namespace ResNetMLNet.Benchmarks.Contenders;

/// <summary>A transformer over a view, with the scores read through a cursor.</summary>
/// <param name="images">The images.</param>
/// <param name="transformer">The transformer; disposed of with this.</param>
internal sealed class TransformScoring(Images images, ITransformer transformer) : IScoring
{
    /// <inheritdoc/>
    public void Score(int rows, ProbabilityBuffer probabilities)
    {
        var scored = transformer.Transform(new ImagesView(images, rows));
        var column = scored.Schema[ColumnName.Score];
        using var cursor = scored.GetRowCursor([column]);
        var getter = cursor.GetGetter<VBuffer<float>>(column);
        VBuffer<float> score = default;
        for (var row = 0; cursor.MoveNext(); row++)
        {
            getter(ref score);
            score.CopyTo(probabilities.Row(row));
        }
    }

    /// <inheritdoc/>
    public void Dispose() => (transformer as IDisposable)?.Dispose();
}
