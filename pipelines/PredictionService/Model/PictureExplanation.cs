using Microsoft.ML.Data;
using ResNetMLNet.Transforms.HeatMaps;
using SkiaSharp;

namespace ResNetMLNet.Pipelines.PredictionService.Model;

/// <summary>How a model's heat maps are computed and laid over pictures.</summary>
/// <param name="heatMapWidth">The width of a heat map.</param>
/// <param name="placeOn">Where it lies on a picture of a height and a width.</param>
/// <param name="numbersOf">What computes the heat maps of a class, or of each picture's likeliest one.</param>
internal sealed class PictureExplanation(
    int heatMapWidth, Func<int, int, SKRect> placeOn, Func<string?, IBatchNumbers> numbersOf)
{
    /// <summary>What computes heat maps of prepared pictures.</summary>
    /// <param name="className">One of the model's classes; null for each picture's likeliest one.</param>
    public IBatchNumbers Of(string? className) => numbersOf(className);

    /// <summary>A picture with its heat map over it.</summary>
    public MLImage Draw(MLImage picture, float[] heatMap) =>
        HeatMapDrawing.Over(picture, heatMap, heatMapWidth, placeOn(picture.Height, picture.Width));
}
