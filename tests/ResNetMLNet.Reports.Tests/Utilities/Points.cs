using Microsoft.ML;
using Microsoft.ML.Data;

namespace ResNetMLNet.Reports.Tests.Utilities;

/// <summary>Points around three places, which any trainer tells apart but for some.</summary>
internal static class Points
{
    public static IDataView Load(MLContext ml, int count, int seed)
    {
        var random = new Random(seed);
        return ml.Data.LoadFromEnumerable(Enumerable.Range(0, count).Select(i => new Row
        {
            Label = $"{i % 3}",
            Features = [(i % 3) + (float)random.NextDouble(), ((i % 3) * 0.5f) + (float)random.NextDouble(), (float)random.NextDouble()],
        }).ToList());
    }

    internal sealed class Row
    {
        public string Label { get; set; } = "";

        [VectorType(3)]
        public float[] Features { get; set; } = [];
    }
}
