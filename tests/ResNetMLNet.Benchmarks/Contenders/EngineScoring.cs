using Microsoft.ML;
using ResNetMLNet.Benchmarks.Data;

namespace ResNetMLNet.Benchmarks.Contenders;

/// <summary>One image at a time through ML.NET's <see cref="PredictionEngine{TSrc, TDst}"/>.</summary>
internal sealed class EngineScoring : IScoring
{
    private readonly ITransformer _transformer;
    private readonly PredictionEngine<ImageRow, PredictionRow> _engine;
    private readonly ImageRow[] _rows;

    /// <summary>Makes the engine.</summary>
    /// <param name="ml">The context.</param>
    /// <param name="images">The images.</param>
    /// <param name="transformer">The model; disposed of with this.</param>
    public EngineScoring(MLContext ml, Images images, ITransformer transformer)
    {
        _transformer = transformer;
        _engine = ml.Model.CreatePredictionEngine<ImageRow, PredictionRow>(
            transformer, inputSchemaDefinition: ImageRow.Definition(images.Size));
        _rows = [.. Enumerable.Range(0, images.Count).Select(row => new ImageRow { Features = images.Row(row).ToArray() })];
    }

    /// <inheritdoc/>
    public void Score(int rows, ProbabilityBuffer probabilities)
    {
        var prediction = new PredictionRow();
        for (var row = 0; row < rows; row++)
        {
            _engine.Predict(_rows[row % _rows.Length], ref prediction);
            prediction.Score.CopyTo(probabilities.Row(row));
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _engine.Dispose();
        (_transformer as IDisposable)?.Dispose();
    }
}
