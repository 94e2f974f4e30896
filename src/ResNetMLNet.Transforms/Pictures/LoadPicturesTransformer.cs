using System.Drawing;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Microsoft.ML.Transforms.Image;
using ResNetMLNet.Transforms.Pictures;

[assembly: LoadableClass(
    typeof(LoadPicturesTransformer), null, typeof(SignatureLoadModel), "Load pictures", LoadPicturesTransformer.LoaderSignature)]

namespace ResNetMLNet.Transforms.Pictures;

/// <summary>Reads pictures from files or from their bytes. <see cref="LoadPicturesEstimator"/> makes it.</summary>
/// <remarks><see cref="PictureCatalog.LoadPictures"/> says by which rules.</remarks>
public sealed partial class LoadPicturesTransformer : OneToOneTransformerBase
{
    internal const string LoaderSignature = "PictureLoader";

    internal const string Role = "input";

    internal const string ExpectedType = "a text, the path of a picture file, or a vector of Byte, its content";

    internal LoadPicturesTransformer(IHostEnvironment environment, string outputColumnName, PictureSource source)
        : base(environment.Register(nameof(LoadPicturesTransformer)), (outputColumnName, source.ColumnName))
    {
        Source = source;
        source.Rules.Check();
    }

    private LoadPicturesTransformer(IHost host, ModelLoadContext context)
        : base(host, context)
    {
        // The base has read the columns; then: folder, background, limit, what becomes of unreadable ones.
        Source = new PictureSource(
            ColumnPairs[0].inputColumnName,
            context.LoadStringOrNull(),
            new PictureRules { Background = Color.FromArgb(context.Reader.ReadInt32()), MaximumPixels = context.Reader.ReadInt64() },
            (UnreadablePictures)context.Reader.ReadInt32());
        Source.Rules.Check();
    }

    internal static DataViewType OutputType { get; } = new ImageDataViewType();

    /// <summary>Where the pictures come from.</summary>
    internal PictureSource Source { get; }

    internal string OutputColumnName => ColumnPairs[0].outputColumnName;

    /// <inheritdoc/>
    protected override void SaveModel(ModelSaveContext ctx)
    {
        ArgumentNullException.ThrowIfNull(ctx);
        ctx.CheckAtModel();
        ctx.SetVersionInfo(Version());
        SaveColumns(ctx);
        ctx.SaveStringOrNull(Source.ImageFolder);
        ctx.Writer.Write(Source.Rules.Background.ToArgb());
        ctx.Writer.Write(Source.Rules.MaximumPixels);
        ctx.Writer.Write((int)Source.Unreadable);
    }

    /// <inheritdoc/>
    protected override IRowMapper MakeRowMapper(DataViewSchema schema) => new Mapper(this, schema);

    /// <inheritdoc/>
    protected override void CheckInputColumn(DataViewSchema inputSchema, int col, int srcCol)
    {
        var type = inputSchema[srcCol].Type;
        if (!PictureSource.IsPath(type) && !PictureSource.IsContent(type))
            throw Host.ExceptSchemaMismatch(nameof(inputSchema), Role, Source.ColumnName, ExpectedType, type.ToString()!);
    }

    // ML.NET finds this method by name and signature when it loads a model.
    private static LoadPicturesTransformer Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        ArgumentNullException.ThrowIfNull(env);
        ArgumentNullException.ThrowIfNull(ctx);
        ctx.CheckAtModel(Version());
        return new LoadPicturesTransformer(env.Register(nameof(LoadPicturesTransformer)), ctx);
    }

    private static VersionInfo Version() => new(
        modelSignature: "PICLOADR",
        verWrittenCur: 0x00010001, // the first
        verReadableCur: 0x00010001,
        verWeCanReadBack: 0x00010001,
        loaderSignature: LoaderSignature,
        loaderAssemblyName: typeof(LoadPicturesTransformer).Assembly.GetName().Name!);
}
