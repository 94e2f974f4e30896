using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Data.IO;
using Microsoft.ML.Runtime;

namespace ResNetMLNet.Transforms.Scoring;

/// <summary>The values behind the keys of a label column, class names in most cases, whatever their type.</summary>
internal abstract class LabelValues
{
    /// <summary>The type of the values: a vector with one slot a class.</summary>
    public abstract VectorDataViewType Type { get; }

    /// <summary>The values that an annotation of a column has, those of its keys unless said; null if it has none.</summary>
    public static LabelValues? Of(DataViewSchema.Column column, string kind = AnnotationUtils.Kinds.KeyValues)
    {
        if (column.Annotations.Schema.GetColumnOrNull(kind)?.Type is not VectorDataViewType type)
            return null;
        return (LabelValues)Activator.CreateInstance(typeof(LabelValues<>).MakeGenericType(type.ItemType.RawType), type, column, kind)!;
    }

    /// <summary>The classes that a column of scores has one for each, in their order; null if it does not name them.</summary>
    public static LabelValues? OfScores(DataViewSchema.Column scores) =>
        Of(scores, AnnotationUtils.Kinds.TrainingLabelValues) ?? Of(scores, AnnotationUtils.Kinds.SlotNames);

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    /// <exception cref="InvalidDataException">The values are damaged.</exception>
    public static LabelValues Load(IHostEnvironment environment, Stream stream)
    {
        var codec = new BinarySaver(environment, new BinarySaver.Arguments());
        if (!codec.TryLoadTypeAndValue(stream, out var type, out var value) || type is not VectorDataViewType vector)
            throw new InvalidDataException("The label values of the model are damaged. Save or copy the file again.");
        return (LabelValues)Activator.CreateInstance(typeof(LabelValues<>).MakeGenericType(vector.ItemType.RawType), vector, value)!;
    }

    /// <summary>Writes type and values in ML.NET's binary format.</summary>
    public abstract void Save(IHostEnvironment environment, Stream stream);

    /// <summary>Adds the values to an annotation.</summary>
    public abstract void AddTo(DataViewSchema.Annotations.Builder builder, string kind);

    /// <summary>Whether two columns name the same classes in the same order.</summary>
    public abstract bool SameAs(LabelValues? other);

    /// <summary>The values as texts, the same in every country.</summary>
    public abstract IEnumerable<string> Texts();
}

/// <inheritdoc/>
/// <typeparam name="T">The raw type of one value.</typeparam>
internal sealed class LabelValues<T>(VectorDataViewType type, VBuffer<T> values) : LabelValues
{
    public LabelValues(VectorDataViewType type, DataViewSchema.Column column, string kind)
        : this(type, Read(column, kind))
    {
    }

    public override VectorDataViewType Type => type;

    public override void Save(IHostEnvironment environment, Stream stream)
    {
        var codec = new BinarySaver(environment, new BinarySaver.Arguments());
        var copy = values;
        if (!codec.TryWriteTypeAndValue(stream, type, ref copy, out _))
            throw new NotSupportedException($"Label values of type {type} cannot be saved. Use text or numbers as labels.");
    }

    public override void AddTo(DataViewSchema.Annotations.Builder builder, string kind) =>
        builder.Add<VBuffer<T>>(kind, type, (ref VBuffer<T> destination) => values.CopyTo(ref destination));

    public override bool SameAs(LabelValues? other) =>
        other is LabelValues<T> same && same.Texts().SequenceEqual(Texts());

    // Text is compared by its characters, not by the memory that holds it.
    public override IEnumerable<string> Texts() =>
        values.DenseValues().Select(value => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "");

    private static VBuffer<T> Read(DataViewSchema.Column column, string kind)
    {
        var values = default(VBuffer<T>);
        column.Annotations.GetValue(kind, ref values);
        return values;
    }
}
