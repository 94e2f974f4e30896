using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Microsoft.ML.Transforms.Image;
using ResNetMLNet.Featurization;
using ResNetMLNet.Onnx;

[assembly: LoadableClass(
    typeof(ImagesToFeaturesTransformer), null, typeof(SignatureLoadModel), "Images to features", ImagesToFeaturesTransformer.LoaderSignature)]

namespace ResNetMLNet.Featurization;

/// <summary>
/// Turns pictures into features: resized, cut at the centre, scaled and normalized. <see cref="ImagesToFeaturesEstimator"/>
/// makes it.
/// </summary>
/// <remarks><see cref="FeaturizationCatalog.ImagesToFeatures"/> says by which rules.</remarks>
public sealed partial class ImagesToFeaturesTransformer : OneToOneTransformerBase, IOnnxFeaturizing
{
    internal const string LoaderSignature = "ImageFeatures";

    internal const string ExpectedType = "an image, as LoadImages makes it";

    private readonly ImageShape _output;
    private readonly int _resizeTo;
    private readonly PixelScaling _scaling;

    internal ImagesToFeaturesTransformer(
        IHostEnvironment environment,
        string outputColumnName,
        string inputColumnName,
        ImageShape output,
        int resizeTo,
        PixelScaling scaling)
        : base(environment.Register(nameof(ImagesToFeaturesTransformer)), (outputColumnName, inputColumnName))
    {
        (_output, _resizeTo, _scaling) = (output, resizeTo, scaling.Checked());
        CheckSizes();
    }

    private ImagesToFeaturesTransformer(IHost host, ModelLoadContext context)
        : base(host, context)
    {
        // The base has read the columns; then: channels, height, width, shorter side, scale, means, standard deviations.
        _output = new ImageShape(context.Reader.ReadInt32(), context.Reader.ReadInt32(), context.Reader.ReadInt32());
        _resizeTo = context.Reader.ReadInt32();
        _scaling = PixelScaling.Load(context);
        CheckSizes();
    }

    internal string OutputColumnName => ColumnPairs[0].outputColumnName;

    internal string InputColumnName => ColumnPairs[0].inputColumnName;

    string IOnnxFeaturizing.OutputColumnName => OutputColumnName;

    string IOnnxFeaturizing.InputColumnName => InputColumnName;

    IOnnxFeaturization IOnnxFeaturizing.ToOnnxFeaturization(DataViewSchema input) =>
        new OnnxPictureFeatures(_output, _resizeTo, _scaling);

    /// <inheritdoc/>
    protected override void SaveModel(ModelSaveContext ctx)
    {
        ArgumentNullException.ThrowIfNull(ctx);
        ctx.CheckAtModel();
        ctx.SetVersionInfo(Version());
        SaveColumns(ctx);
        ctx.Writer.Write(_output.Channels);
        ctx.Writer.Write(_output.Height);
        ctx.Writer.Write(_output.Width);
        ctx.Writer.Write(_resizeTo);
        _scaling.Save(ctx);
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
        Check(_output.Channels is 1 or 3, "channels", _output.Channels, "1 for grey or 3 for colour");
        Check(_output.Height >= 1, "imageHeight", _output.Height, "at least 1");
        Check(_output.Width >= 1, "imageWidth", _output.Width, "at least 1");
        Check(_resizeTo >= 1, "resizeTo", _resizeTo, "at least 1, or null for the larger one of height and width");
        Check(
            (long)_output.Height * _output.Width <= Array.MaxLength / _output.Channels,
            "imageHeight", _output.Height, $"less for a width of {_output.Width}: one vector cannot hold so many pixels");
        Check(
            _scaling.Fits(_output),
            "channels",
            _output.Channels,
            $"as many as there are numbers in mean ({_scaling.Mean.Count}) and standardDeviation "
            + $"({_scaling.StandardDeviation.Count}), unless they have one for all channels");
    }

    private static void Check(bool condition, string name, int value, string expected)
    {
        if (!condition)
            throw new ArgumentOutOfRangeException(name, FormattableString.Invariant($"{name} is {value}, it has to be {expected}."));
    }
}
