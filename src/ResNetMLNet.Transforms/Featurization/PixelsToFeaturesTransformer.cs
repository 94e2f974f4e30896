using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using ResNetMLNet.Transforms.Featurization;

[assembly: LoadableClass(
    typeof(PixelsToFeaturesTransformer),
    null,
    typeof(SignatureLoadModel),
    "Pixels to features",
    PixelsToFeaturesTransformer.LoaderSignature)]

namespace ResNetMLNet.Transforms.Featurization;

/// <summary>Turns pixels into features of a size, scaled and normalized. <see cref="PixelsToFeaturesEstimator"/> makes it.</summary>
/// <remarks>
/// The resizing is bilinear between the four nearest pixels, the same as torch's <c>interpolate</c> with
/// <c>align_corners: false</c> and without antialiasing.
/// </remarks>
public sealed partial class PixelsToFeaturesTransformer : OneToOneTransformerBase
{
    internal const string LoaderSignature = "PixelFeatures";

    internal const string ExpectedType = "a vector of Byte or Single of known size";

    private readonly int? _imageHeight;
    private readonly int? _imageWidth;

    internal PixelsToFeaturesTransformer(
        IHostEnvironment environment,
        string outputColumnName,
        string inputColumnName,
        int? imageHeight,
        int? imageWidth,
        PixelScaling scaling)
        : base(environment.Register(nameof(PixelsToFeaturesTransformer)), (outputColumnName, inputColumnName))
    {
        _imageHeight = CheckedSize(imageHeight, nameof(imageHeight));
        _imageWidth = CheckedSize(imageWidth, nameof(imageWidth));
        Scaling = scaling.Checked();
    }

    private PixelsToFeaturesTransformer(IHost host, ModelLoadContext context)
        : base(host, context)
    {
        // The base has read the columns; then: height, width (0: as the input), scale, means, standard deviations.
        _imageHeight = CheckedSize(context.Reader.ReadInt32() is var height and not 0 ? height : null, "imageHeight");
        _imageWidth = CheckedSize(context.Reader.ReadInt32() is var width and not 0 ? width : null, "imageWidth");
        Scaling = PixelScaling.Load(context);
    }

    /// <summary>How pixels become features.</summary>
    internal PixelScaling Scaling { get; }

    internal string OutputColumnName => ColumnPairs[0].outputColumnName;

    internal string InputColumnName => ColumnPairs[0].inputColumnName;

    internal static bool CanRead(DataViewType itemType) => itemType == NumberDataViewType.Byte || itemType == NumberDataViewType.Single;

    /// <summary>The type of the column of pixels, the image that these are, and that of the features.</summary>
    internal (VectorDataViewType Type, ImageShape Image, ImageShape Output) Shapes(DataViewSchema input)
    {
        var column = input.GetColumnOrNull(InputColumnName)
            ?? throw Host.ExceptSchemaMismatch(nameof(input), "pixel", InputColumnName);
        var image = Shape(input, column.Index);
        return ((VectorDataViewType)column.Type, image, Resized(image));
    }

    /// <inheritdoc/>
    protected override void SaveModel(ModelSaveContext ctx)
    {
        ArgumentNullException.ThrowIfNull(ctx);
        ctx.CheckAtModel();
        ctx.SetVersionInfo(Version());
        SaveColumns(ctx);
        ctx.Writer.Write(_imageHeight ?? 0);
        ctx.Writer.Write(_imageWidth ?? 0);
        Scaling.Save(ctx);
    }

    /// <inheritdoc/>
    protected override IRowMapper MakeRowMapper(DataViewSchema schema) => new Mapper(this, schema);

    /// <inheritdoc/>
    protected override void CheckInputColumn(DataViewSchema inputSchema, int col, int srcCol) => Shape(inputSchema, srcCol);

    // ML.NET finds this method by name and signature when it loads a model.
    private static PixelsToFeaturesTransformer Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        ArgumentNullException.ThrowIfNull(env);
        ArgumentNullException.ThrowIfNull(ctx);
        ctx.CheckAtModel(Version());
        return new PixelsToFeaturesTransformer(env.Register(nameof(PixelsToFeaturesTransformer)), ctx);
    }

    private static VersionInfo Version() => new(
        modelSignature: "PIXFEATS",
        verWrittenCur: 0x00010001, // the first
        verReadableCur: 0x00010001,
        verWeCanReadBack: 0x00010001,
        loaderSignature: LoaderSignature,
        loaderAssemblyName: typeof(PixelsToFeaturesTransformer).Assembly.GetName().Name!);

    private static int? CheckedSize(int? size, string name)
    {
        if (size < 1)
        {
            throw new ArgumentOutOfRangeException(
                name, FormattableString.Invariant($"{name} is {size}, it has to be at least 1, or null to keep the input's."));
        }
        return size;
    }

    private ImageShape Shape(DataViewSchema schema, int column)
    {
        var type = schema[column].Type;
        if (type is not VectorDataViewType vector || !CanRead(vector.ItemType))
            throw Host.ExceptSchemaMismatch(nameof(schema), "pixel", InputColumnName, ExpectedType, type.ToString()!);
        var image = ImageShape.Of(vector, out var problem)
            ?? throw Host.ExceptSchemaMismatch(nameof(schema), "pixel", InputColumnName, problem!, type.ToString()!);
        if (!Scaling.Fits(image))
        {
            throw Host.ExceptSchemaMismatch(
                nameof(schema),
                "pixel",
                InputColumnName,
                "as many channels as there are means and standard deviations",
                $"{image.Channels} channels");
        }
        return image;
    }

    private ImageShape Resized(ImageShape image) =>
        image with { Height = _imageHeight ?? image.Height, Width = _imageWidth ?? image.Width };
}
