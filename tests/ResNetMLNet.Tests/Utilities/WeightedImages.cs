using Microsoft.ML;
using Microsoft.ML.Data;

namespace ResNetMLNet.Tests.Utilities;

/// <summary>The <see cref="SmallImages"/> with a column <c>Weight</c>.</summary>
internal static class WeightedImages
{
    public static IDataView Load(MLContext ml, int count, Func<int, float> weight)
    {
        var rows = SmallImages.Rows(count).Select((row, index) => Make(row, weight(index)));
        return SmallImages.WithLabel(ml, ml.Data.LoadFromEnumerable(rows));
    }

    public static Row Make(SmallImages.Row row, float weight) =>
        new() { Features = row.Features, Name = row.Name, Weight = weight };

    internal sealed class Row
    {
        [VectorType(SmallImages.Size, SmallImages.Size)]
        public float[] Features { get; set; } = [];

        public string Name { get; set; } = string.Empty;

        public float Weight { get; set; }
    }
}
