using Microsoft.ML;
using Microsoft.ML.Runtime;

namespace ResNetMLNet.Training.Images;

/// <summary>Reads label and weight of the row where a cursor stands.</summary>
internal sealed class LabelRowReader(IExceptionContext context, DataViewRow cursor, LabelColumn label, ExampleWeights? weights)
{
    private readonly ValueGetter<uint> _labelGetter = cursor.GetGetter<uint>(label.Column);
    private readonly Func<int, float>? _weightGetter = weights?.Getter(context, cursor);

    /// <summary>Reads the row, unless it has no label.</summary>
    /// <param name="index">Its class, from 0.</param>
    /// <param name="weight">Its weight, 1 where there are none.</param>
    /// <returns>Whether it has a label.</returns>
    /// <exception cref="InvalidOperationException">The label or weight is impossible.</exception>
    public bool TryRead(out int index, out float weight)
    {
        var key = 0u;
        _labelGetter(ref key);
        (index, weight) = ((int)key - 1, 1);
        if (key == 0)
            return false;
        CheckKey(key);
        weight = _weightGetter?.Invoke(index) ?? 1;
        return true;
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
}
