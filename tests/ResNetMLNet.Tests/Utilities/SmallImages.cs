using Microsoft.ML;
using Microsoft.ML.Data;

namespace ResNetMLNet.Tests.Utilities;

/// <summary>Grey images of 8 x 8 pixels with a bright band at the top, in the middle or at the bottom: learnt in seconds.</summary>
internal static class SmallImages
{
    public const int Size = 8;

    public static readonly string[] Names = ["top", "middle", "bottom"];

    public static Row Make(int index, int seed = 1)
    {
        var random = new Random(unchecked((seed * 7919) + index));
        var band = index % Names.Length;
        var pixels = new float[Size * Size];
        for (var i = 0; i < pixels.Length; i++)
            pixels[i] = (random.NextSingle() * 0.5f) + (i / Size / 3 == band ? 0.5f : 0);
        return new Row { Features = pixels, Name = Names[band] };
    }

    public static IEnumerable<Row> Rows(int count, int seed = 1) => Enumerable.Range(0, count).Select(index => Make(index, seed));

    /// <summary>A view with <c>Features</c>, <c>Name</c> and <c>Label</c>, a key of the three names in order.</summary>
    public static IDataView Load(MLContext ml, int count, int seed = 1) => WithLabel(ml, ml.Data.LoadFromEnumerable(Rows(count, seed)));

    /// <summary>The same, every fourth with a wrong class: no model is right about all of them.</summary>
    public static IDataView LoadMislabelled(MLContext ml, int count, int seed = 1) => WithLabel(ml, ml.Data.LoadFromEnumerable(
        Rows(count, seed).Select((row, i) => i % 4 == 0 ? new Row { Features = row.Features, Name = Names[(i + 1) % Names.Length] } : row)));

    public static IDataView WithLabel(MLContext ml, IDataView view)
    {
        var keys = ml.Data.LoadFromEnumerable(Names.Select(name => new KeyRow { Name = name }));
        return ml.Transforms.Conversion.MapValueToKey("Label", "Name", keyData: keys).Fit(view).Transform(view);
    }

    internal sealed class Row
    {
        [VectorType(Size, Size)]
        public float[] Features { get; set; } = [];

        public string Name { get; set; } = string.Empty;
    }

    internal sealed class KeyRow
    {
        public string Name { get; set; } = string.Empty;
    }
}
