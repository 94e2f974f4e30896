using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using ResNetMLNet;
using ResNetMLNet.Weights;

var ml = new MLContext(seed: 1);
var data = ml.Data.LoadFromEnumerable([new Colours()]);
using var model = ml.Transforms.ResNetFeaturizer("Features", "Pixels", PretrainedWeights.ImageNet()).Fit(data);
foreach (var feature in model.Transform(data).GetColumn<float[]>("Features").Single())
    Console.WriteLine(feature.ToString("R", CultureInfo.InvariantCulture));

internal sealed class Colours
{
    [VectorType(3, 32, 32)]
    public float[] Pixels { get; set; } = [.. Enumerable.Range(0, 3 * 32 * 32).Select(pixel => pixel % 7 / 3.5f)];
}
