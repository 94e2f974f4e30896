using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Microsoft.ML.Transforms.Image;
using ResNetMLNet.Transforms.Featurization;

[assembly: LoadableClass(
    typeof(ImagesToFeaturesTransformer),
    null,
    typeof(SignatureLoadModel),
    "Images to features",
    ImagesToFeaturesTransformer.LoaderSignature)]

namespace ResNetMLNet.Transforms.Featurization;

/// <summary>
/// Turns pictures into features: resized, cut at the centre, scaled and normalized. <see cref="ImagesToFeaturesEstimator"/>
/// makes it.
/// </summary>
/// <remarks><see cref="FeaturizationCatalog.ImagesToFeatures"/> says by which rules.</remarks>
public sealed partial class ImagesToFeaturesTransformer : OneToOneTransformerBase
{
    internal const string LoaderSignature = "ImageFeatures";

    internal const string ExpectedType = "an image, as LoadPictures makes it";

    internal ImagesToFeaturesTransformer(
        IHostEnvironment environment,
        string outputColumnName,
        string inputColumnName,
        ImageShape output,
        int resizeTo,
        PixelScaling scaling)
        : base(environment.Register(nameof(ImagesToFeaturesTransformer)), (outputColumnName, inputColumnName))
    {
        (Output, ResizeTo, Scaling) = (output, resizeTo, scaling.Checked());
        CheckSizes();
    }

    private ImagesToFeaturesTransformer(IHost host, ModelLoadContext context)
        : base(host, context)
    {
        // The base has read the columns; then: channels, height, width, shorter side, scale, means, standard deviations.
        Output = new ImageShape(context.Reader.ReadInt32(), context.Reader.ReadInt32(), context.Reader.ReadInt32());
        ResizeTo = context.Reader.ReadInt32();
        Scaling = PixelScaling.Load(context);
        CheckSizes();
    }

    /// <summary>The shape of the features.</summary>
    internal ImageShape Output { get; }

    /// <summary>The shorter side of resized pictures.</summary>
    internal int ResizeTo { get; }

    /// <summary>How bytes become features.</summary>
    internal PixelScaling Scaling { get; }

    internal string OutputColumnName => ColumnPairs[0].outputColumnName;

    internal string InputColumnName => ColumnPairs[0].inputColumnName;

    /// <inheritdoc/>
    protected override void SaveModel(ModelSaveContext ctx)
    {
        ArgumentNullException.ThrowIfNull(ctx);
        ctx.CheckAtModel();
        ctx.SetVersionInfo(Version());
        SaveColumns(ctx);
        ctx.Writer.Write(Output.Channels);
        ctx.Writer.Write(Output.Height);
        ctx.Writer.Write(Output.Width);
        ctx.Writer.Write(ResizeTo);
        Scaling.Save(ctx);
    }

    /// <inheritdoc/>
    protected override IRowMapper MakeRowMapper(DataViewSchema schema) => new Mapper(this, schema);

    /// <inheritdoc/>
    protected override void CheckInputColumn(DataViewSchema inputSchema, int col, int srcCol)
    {
        if (inputSchema[srcCol].Type is not ImageDataViewType)
        {
            throw Host.ExceptSchemaMismatch(
                nameof(inputSchema), "image", InputColumnName, ExpectedType, inputSchema[srcCol].Type.ToString()!);
        }
    }

    // ML.NET finds this method by name and signature when it loads a model.
    private static ImagesToFeaturesTransformer Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        ArgumentNullException.ThrowIfNull(env);
        ArgumentNullException.ThrowIfNull(ctx);
        ctx.CheckAtModel(Version());
        return new ImagesToFeaturesTransformer(env.Register(nameof(ImagesToFeaturesTransformer)), ctx);
    }

    private static VersionInfo Version() => new(
        modelSignature: "IMGFEATS",
        verWrittenCur: 0x00010001, // the first
        verReadableCur: 0x00010001,
        verWeCanReadBack: 0x00010001,
        loaderSignature: LoaderSignature,
        loaderAssemblyName: typeof(ImagesToFeaturesTransformer).Assembly.GetName().Name!);

    private void CheckSizes()
    {
        Check(Output.Channels is 1 or 3, "channels", Output.Channels, "1 for grey or 3 for colour");
        Check(Output.Height >= 1, "imageHeight", Output.Height, "at least 1");
        Check(Output.Width >= 1, "imageWidth", Output.Width, "at least 1");
        Check(ResizeTo >= 1, "resizeTo", ResizeTo, "at least 1, or null for the larger one of height and width");
        Check(
            (long)Output.Height * Output.Width <= Array.MaxLength / Output.Channels,
            "imageHeight", Output.Height, $"less for a width of {Output.Width}: one vector cannot hold so many pixels");
        Check(
            Scaling.Fits(Output),
            "channels",
            Output.Channels,
            $"as many as there are numbers in mean ({Scaling.Mean.Count}) and standardDeviation "
            + $"({Scaling.StandardDeviation.Count}), unless they have one for all channels");
    }

    private static void Check(bool condition, string name, int value, string expected)
    {
        if (!condition)
            throw new ArgumentOutOfRangeException(name, FormattableString.Invariant($"{name} is {value}, it has to be {expected}."));
    }
}
