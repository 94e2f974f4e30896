using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;

namespace ResNetMLNet.Distributed.Tests;

/// <summary>Rows of any number, made when they are read, and a light model of three classes.</summary>
internal static class GeneratedRows
{
    /// <summary>Rows of which nobody knows how many there are; each tells when its features are read.</summary>
    public static IDataView View(MLContext ml, int count, Action<int>? read = null) =>
        ml.Data.LoadFromEnumerable(Enumerable.Range(0, count).Select(i => new Row(i, read)));

    /// <summary>A model that names one of <c>a</c>, <c>b</c> and <c>c, "d"</c>; the same each time.</summary>
    public static ITransformer Model(MLContext ml) => ml.Transforms.Conversion.MapValueToKey("Key", nameof(Row.Class))
        .Append(ml.MulticlassClassification.Trainers.SdcaMaximumEntropy(new SdcaMaximumEntropyMulticlassTrainer.Options
        {
            LabelColumnName = "Key",
            FeatureColumnName = nameof(Row.Features),
            NumberOfThreads = 1,
            MaximumNumberOfIterations = 5,
        }))
        .Append(ml.Transforms.Conversion.MapKeyToValue("PredictedLabel"))
        .Fit(View(ml, 90));

    public sealed class Row(int number, Action<int>? read)
    {
        private static readonly string[] _classes = ["a", "b", "c, \"d\""];

        public Row()
            : this(0, null)
        {
        }

        public string Id
        {
            get => FormattableString.Invariant($"id {number}{(number == 25 ? "\nof two lines" : "")}");
            set => throw new NotSupportedException();
        }

        public string Class
        {
            get => _classes[number % 3];
            set => throw new NotSupportedException();
        }

        /// <summary>Every 50th row has none.</summary>
        [VectorType(4)]
        public float[] Features
        {
            get
            {
                read?.Invoke(number);
                var angle = number * 0.37f;
                return number % 50 == 49
                    ? [float.NaN, 0, 0, 0]
                    : [number % 3, MathF.Sin(angle), MathF.Cos(angle), (number % 3 == 1 ? 1 : -1) + (0.1f * MathF.Sin(3 * angle))];
            }
            set => throw new NotSupportedException();
        }
    }
}
