using System.Numerics.Tensors;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace ResNetMLNet.Training.Images;

/// <summary>Reads the row where a cursor stands.</summary>
internal sealed class ImageRowReader(
    IExceptionContext context, DataViewRow cursor, DataViewSchema.Column feature, LabelColumn label, ExampleWeights? weights)
{
    private readonly ValueGetter<VBuffer<float>> _featureGetter = cursor.GetGetter<VBuffer<float>>(feature);
    private readonly ValueGetter<uint> _labelGetter = cursor.GetGetter<uint>(label.Column);
    private readonly Func<int, float>? _weightGetter = weights?.Getter(context, cursor);
    private VBuffer<float> _features;

    /// <summary>Adds the row to a set, unless it has no label.</summary>
    /// <exception cref="InvalidOperationException">A feature is not finite, or the label or weight impossible.</exception>
    public void AddTo(ImageSet images)
    {
        var key = 0u;
        _labelGetter(ref key);
        if (key == 0)
            return;
        CheckKey(key);
        var index = (int)key - 1;
        var values = images.Add(index, _weightGetter?.Invoke(index) ?? 1);
        _featureGetter(ref _features);
        _features.CopyTo(values);
        CheckFinite(values);
    }

    private void CheckKey(uint key)
    {
        if (key > label.ClassCount)
        {
            throw context.Except(
                "Row {0} has the label key {1}, but column '{2}' declares {3} classes. Correct the row or the key's count.",
                cursor.Position,
                key,
                label.Column.Name,
                label.ClassCount);
        }
    }

    private void CheckFinite(ReadOnlySpan<float> values)
    {
        var largest = TensorPrimitives.IndexOfMaxMagnitude(values);
        if (!float.IsFinite(values[largest]))
        {
            throw context.Except(
                "Row {0} has {1} at place {2} of column '{3}'. Training needs finite numbers: "
                + "remove the row, or put ReplaceMissingValues in front.",
                cursor.Position, values[largest], largest, feature.Name);
        }
    }
}
