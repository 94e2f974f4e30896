using Microsoft.ML;
using Microsoft.ML.Data;

namespace ResNetMLNet.Data;

/// <summary>The schema of <see cref="LabelledImagesView"/>: the pixels in column 0, the label in column 1.</summary>
internal static class LabelledImagesSchema
{
    public const int PixelsIndex = 0;
    public const int LabelIndex = 1;
    public const string DefaultPixelsColumnName = "Pixels";
    public const string DefaultLabelColumnName = "Label";

    // ML.NET spells this kind of annotation out in an internal class only.
    private const string KeyValuesKind = "KeyValues";

    public static DataViewSchema Create(
        string pixelsColumnName, string labelColumnName, int height, int width, int classCount,
        IReadOnlyList<string>? classNames)
    {
        var schema = new DataViewSchema.Builder();
        schema.AddColumn(pixelsColumnName, new VectorDataViewType(NumberDataViewType.Byte, height, width));
        schema.AddColumn(
            labelColumnName, new KeyDataViewType(typeof(uint), classCount), KeyValues(classCount, classNames));
        return schema.ToSchema();
    }

    // Without names the values are the numbers in the file, so that MapKeyToValue gives back what was read.
    private static DataViewSchema.Annotations KeyValues(int classCount, IReadOnlyList<string>? classNames) =>
        classNames is null
            ? KeyValues(NumberDataViewType.Int32, Enumerable.Range(0, classCount).ToArray())
            : KeyValues(TextDataViewType.Instance, classNames.Select(name => name.AsMemory()).ToArray());

    private static DataViewSchema.Annotations KeyValues<T>(PrimitiveDataViewType type, T[] values)
    {
        ValueGetter<VBuffer<T>> getter = (ref VBuffer<T> target) =>
        {
            var editor = VBufferEditor.Create(ref target, values.Length);
            values.CopyTo(editor.Values);
            target = editor.Commit();
        };
        var annotations = new DataViewSchema.Annotations.Builder();
        annotations.Add(KeyValuesKind, new VectorDataViewType(type, values.Length), getter);
        return annotations.ToAnnotations();
    }
}
