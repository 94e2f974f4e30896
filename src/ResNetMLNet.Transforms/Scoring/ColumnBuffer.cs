using Microsoft.ML;
using Microsoft.ML.Data;

namespace ResNetMLNet.Transforms.Scoring;

/// <summary>The values of one column for the rows that a cursor has read ahead.</summary>
internal abstract class ColumnBuffer
{
    /// <summary>Copies the value of the upstream cursor's row.</summary>
    public abstract void Store(int slot);

    /// <summary>A <see cref="ValueGetter{TValue}"/> that reads the slot given by a function.</summary>
    public abstract Delegate GetterFor(Func<int> slot);

    /// <summary>Whether values of a type stay valid after the upstream cursor has moved on.</summary>
    public static bool CanHold(DataViewType type) =>
        type is PrimitiveDataViewType or VectorDataViewType { ItemType: PrimitiveDataViewType };

    /// <summary>Makes a buffer for a column of any type.</summary>
    public static ColumnBuffer Create(DataViewRow upstream, DataViewSchema.Column column, int slots)
    {
        var type = column.Type is VectorDataViewType vector
            ? typeof(VectorColumnBuffer<>).MakeGenericType(vector.ItemType.RawType)
            : typeof(ScalarColumnBuffer<>).MakeGenericType(column.Type.RawType);
        return (ColumnBuffer)Activator.CreateInstance(type, upstream, column, slots)!;
    }
}

/// <inheritdoc/>
internal sealed class ScalarColumnBuffer<T>(DataViewRow upstream, DataViewSchema.Column column, int slots) : ColumnBuffer
{
    private readonly ValueGetter<T> _upstream = upstream.GetGetter<T>(column);
    private readonly T[] _values = new T[slots];

    public override void Store(int slot) => _upstream(ref _values[slot]);

    public override Delegate GetterFor(Func<int> slot) => (ValueGetter<T>)((ref T value) => value = _values[slot()]);
}

/// <inheritdoc/>
internal sealed class VectorColumnBuffer<T>(DataViewRow upstream, DataViewSchema.Column column, int slots) : ColumnBuffer
{
    private readonly ValueGetter<VBuffer<T>> _upstream = upstream.GetGetter<VBuffer<T>>(column);
    private readonly VBuffer<T>[] _values = new VBuffer<T>[slots];

    public override void Store(int slot) => _upstream(ref _values[slot]);

    // The consumer may write into what it gets, so it gets a copy.
    public override Delegate GetterFor(Func<int> slot) =>
        (ValueGetter<VBuffer<T>>)((ref VBuffer<T> value) => _values[slot()].CopyTo(ref value));
}
