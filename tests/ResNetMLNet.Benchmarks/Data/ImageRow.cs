using Microsoft.ML;
using Microsoft.ML.Data;

namespace ResNetMLNet.Benchmarks.Data;

/// <summary>One image, as a user of <see cref="PredictionEngine{TSrc, TDst}"/> passes it.</summary>
internal sealed class ImageRow
{
    /// <summary>The pixels, scaled to [0, 1].</summary>
    public float[] Features { get; set; } = [];

    /// <summary>The schema for square images of a size.</summary>
    public static SchemaDefinition Definition(int size)
    {
        var definition = SchemaDefinition.Create(typeof(ImageRow));
        definition[nameof(Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, 1, size, size);
        return definition;
    }
}

/// <summary>What is predicted for one image.</summary>
internal sealed class PredictionRow
{
    /// <summary>The probabilities of all classes.</summary>
    public float[] Score { get; set; } = [];
}
