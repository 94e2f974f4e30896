using Microsoft.ML;
using Microsoft.ML.Data;
using ResNetMLNet.Transforms.Pictures;

namespace ResNetMLNet.Transforms.Featurization;

/// <summary>The column that featurizing estimators promise and transformers deliver.</summary>
internal static class FeatureSchema
{
    /// <summary>The input's columns with the features, in the place of a column of that name.</summary>
    public static SchemaShape WithFeatures(this SchemaShape input, string name, params IEnumerable<SchemaShape.Column> annotations)
    {
        var features = new SchemaShape.Column(
            name, SchemaShape.Column.VectorKind.Vector, NumberDataViewType.Single, isKey: false, new SchemaShape(annotations));
        return new SchemaShape(input.Where(column => column.Name != name).Append(features));
    }

    /// <summary>The input's columns with images, whose slots have names, in the place of a column of that name.</summary>
    public static SchemaShape WithImages(
        this SchemaShape input, string name, params IEnumerable<SchemaShape.Column> annotations) =>
        input.WithFeatures(
            name,
            [
                new SchemaShape.Column(
                    AnnotationUtils.Kinds.SlotNames, SchemaShape.Column.VectorKind.Vector, TextDataViewType.Instance, isKey: false),
                .. annotations,
            ]);

    /// <summary>The column of images; its slots are named like <c>c0.y3.x5</c>, for the channel, the row and the column.</summary>
    /// <param name="name">The name of the column.</param>
    /// <param name="image">The shape of an image.</param>
    /// <param name="source">Where the features come from; null if it is not known.</param>
    public static DataViewSchema.DetachedColumn Images(string name, ImageShape image, FeatureSource? source = null)
    {
        var annotations = new DataViewSchema.Annotations.Builder();
        if (source is not null)
            SourceAnnotation<FeatureSource>.Add(annotations, source);
        annotations.AddSlotNames(image.Size, (ref VBuffer<ReadOnlyMemory<char>> names) => SlotNames(image, ref names));
        var type = new VectorDataViewType(NumberDataViewType.Single, image.Channels, image.Height, image.Width);
        return new DataViewSchema.DetachedColumn(name, type, annotations.ToAnnotations());
    }

    // Made when they are asked for: there are 150,528 of them for an image of 3 x 224 x 224.
    private static void SlotNames(ImageShape image, ref VBuffer<ReadOnlyMemory<char>> names)
    {
        var editor = VBufferEditor.Create(ref names, image.Size);
        for (var i = 0; i < image.Size; i++)
        {
            var (channel, pixel) = Math.DivRem(i, image.Height * image.Width);
            editor.Values[i] = FormattableString.Invariant($"c{channel}.y{pixel / image.Width}.x{pixel % image.Width}").AsMemory();
        }
        names = editor.Commit();
    }
}
