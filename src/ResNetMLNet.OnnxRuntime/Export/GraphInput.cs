using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.Runtime;
using ResNetMLNet.Transforms.Featurization;

namespace ResNetMLNet.OnnxRuntime.Export;

/// <summary>Reads what goes into a graph off rows, a batch at a time.</summary>
internal abstract class GraphInput
{
    private const int VectorsAtOnce = 32;

    /// <summary>The rows that go in together at most.</summary>
    public abstract int Capacity { get; }

    /// <summary>Reads off a column.</summary>
    /// <param name="context">Tells of a vector of another length.</param>
    /// <param name="row">Where the column is.</param>
    /// <param name="column">The column: a vector of <see cref="float"/> or <see cref="byte"/>, or a picture.</param>
    /// <param name="rowShape">The shape of a vector in the graph.</param>
    public static GraphInput Of(
        IExceptionContext context, DataViewRow row, DataViewSchema.Column column, IReadOnlyList<int> rowShape) => column.Type switch
    {
        VectorDataViewType { ItemType: var item } when item == NumberDataViewType.Byte =>
            new VectorInput<byte>(context, row, column, rowShape),
        VectorDataViewType => new VectorInput<float>(context, row, column, rowShape),
        _ => new PictureInput(row.GetGetter<MLImage>(column)),
    };

    /// <summary>Reads the row as one of the batch.</summary>
    /// <param name="place">Its place in the batch.</param>
    public abstract void Read(int place);

    /// <summary>The first rows of the batch, valid until the next is read.</summary>
    public abstract OrtValue ToTensor(int rows);

    private sealed class VectorInput<T>(
        IExceptionContext context, DataViewRow row, DataViewSchema.Column column, IReadOnlyList<int> rowShape) : GraphInput
        where T : unmanaged
    {
        private readonly int _length = rowShape.Aggregate(1, (a, b) => a * b);
        private readonly ValueGetter<VBuffer<T>> _getter = row.GetGetter<VBuffer<T>>(column);
        private T[] _values = [];
        private VBuffer<T> _vector;

        public override int Capacity => VectorsAtOnce;

        public override void Read(int place)
        {
            if (_values.Length == 0)
                _values = new T[Capacity * _length];
            _getter(ref _vector);
            _vector.CopyAllTo(_values.AsSpan(place * _length, _length), context, row, column.Name);
        }

        public override OrtValue ToTensor(int rows) => OrtValue.CreateTensorValueFromMemory(
            OrtMemoryInfo.DefaultInstance, _values.AsMemory(0, rows * _length), [rows, .. rowShape.Select(size => (long)size)]);
    }
}
