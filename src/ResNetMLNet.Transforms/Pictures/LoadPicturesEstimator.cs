using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace ResNetMLNet.Transforms.Pictures;

/// <summary>Reads pictures from files or from their bytes. Fitting learns nothing.</summary>
/// <remarks>
/// <para>To make it, use <see cref="PictureCatalog.LoadPictures"/>.</para>
/// <para>
/// The input is a column of paths, text, or a column of the bytes of picture files, a vector of <see cref="byte"/>. Data to be
/// scored may have the one where data to be trained on had the other. The output is a column of <see cref="MLImage"/>.
/// </para>
/// </remarks>
public sealed class LoadPicturesEstimator : TrivialEstimator<LoadPicturesTransformer>
{
    internal LoadPicturesEstimator(IHostEnvironment environment, LoadPicturesTransformer transformer)
        : base(environment.Register(nameof(LoadPicturesEstimator)), transformer)
    {
    }

    /// <summary>The schema after the transform, as far as it is known before there is data.</summary>
    /// <param name="inputSchema">The schema of the data.</param>
    /// <returns>The input's columns with the pictures.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The input column is missing or of a wrong type.</exception>
    public override SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        var source = Transformer.Source.ColumnName;
        if (!inputSchema.TryFindColumn(source, out var input))
            throw Host.ExceptSchemaMismatch(nameof(inputSchema), LoadPicturesTransformer.Role, source);
        if (!IsPath(input) && !IsContent(input))
        {
            throw Host.ExceptSchemaMismatch(
                nameof(inputSchema), LoadPicturesTransformer.Role, source, LoadPicturesTransformer.ExpectedType, input.GetTypeString());
        }
        var pictures = new SchemaShape.Column(
            Transformer.OutputColumnName,
            SchemaShape.Column.VectorKind.Scalar,
            LoadPicturesTransformer.OutputType,
            isKey: false,
            new SchemaShape([SourceAnnotation<PictureSource>.Promise]));
        return new SchemaShape(inputSchema.Where(column => column.Name != pictures.Name).Append(pictures));
    }

    private static bool IsPath(SchemaShape.Column column) =>
        column.Kind == SchemaShape.Column.VectorKind.Scalar && column.ItemType is TextDataViewType;

    private static bool IsContent(SchemaShape.Column column) =>
        column.Kind != SchemaShape.Column.VectorKind.Scalar && !column.IsKey && column.ItemType == NumberDataViewType.Byte;
}
