using Microsoft.ML;

namespace ResNetMLNet.Pipelines.PredictionService.Model;

/// <summary>Computes the heat maps of prepared pictures.</summary>
/// <typeparam name="T">The type of a picture's values.</typeparam>
/// <param name="ml">ML.NET.</param>
/// <param name="chain">The chain that scores them.</param>
/// <param name="input">The schema of what it is given.</param>
/// <param name="className">The class that is explained.</param>
internal sealed class BatchExplanation<T>(MLContext ml, ITransformer chain, DataViewSchema input, string? className) : IBatchNumbers
{
    private const string HeatMap = "HeatMap";

    /// <inheritdoc/>
    public float[][] Score(IReadOnlyList<Array> pictures)
    {
        // Made for the moment: a copy of the network is quickly made, and one for each class would take its memory for good.
        var explained = ml.Model.Explain(chain, className, HeatMap);
        using var owned = explained as IDisposable;
        return new BatchScoring<T>(explained, input, HeatMap).Score(pictures);
    }
}
