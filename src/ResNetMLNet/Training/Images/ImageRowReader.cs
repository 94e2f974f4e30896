using System.Numerics.Tensors;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using ResNetMLNet.Transforms.Featurization;

namespace ResNetMLNet.Training.Images;

/// <summary>Reads the image of the row where a cursor stands.</summary>
/// <param name="context">Names what is wrong.</param>
/// <param name="cursor">The cursor.</param>
/// <param name="feature">The column of images.</param>
/// <param name="lacksPictures">Whether an image of NaN is one whose picture is missing.</param>
internal sealed class ImageRowReader(
    IExceptionContext context, DataViewRow cursor, DataViewSchema.Column feature, bool lacksPictures)
{
    private readonly ValueGetter<VBuffer<float>> _getter = cursor.GetGetter<VBuffer<float>>(feature);
    private VBuffer<float> _features;

    /// <summary>Reads the image of the row.</summary>
    /// <returns>Whether there is one: its picture may be missing.</returns>
    public bool Read()
    {
        _getter(ref _features);
        return !lacksPictures || _features.DenseValues().Any(value => !float.IsNaN(value));
    }

    /// <summary>Copies the image that was read.</summary>
    /// <exception cref="InvalidOperationException">The image has another length, or a feature is not finite.</exception>
    public void CopyTo(Span<float> values)
    {
        _features.CopyAllTo(values, context, cursor, feature.Name);
        var largest = TensorPrimitives.IndexOfMaxMagnitude<float>(values);
        if (!float.IsFinite(values[largest]))
        {
            throw context.Except(
                "Row {0} has {1} at place {2} of column '{3}'. Training needs finite numbers: "
                + "remove the row, or put ReplaceMissingValues in front.",
                cursor.Position, values[largest], largest, feature.Name);
        }
    }
}
