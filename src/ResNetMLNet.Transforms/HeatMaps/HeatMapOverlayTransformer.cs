using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using ResNetMLNet.Transforms.HeatMaps;
using ResNetMLNet.Transforms.Scoring;

[assembly: LoadableClass(
    typeof(HeatMapOverlayTransformer),
    null,
    typeof(SignatureLoadModel),
    "Pictures with heat maps",
    HeatMapOverlayTransformer.LoaderSignature)]

namespace ResNetMLNet.Transforms.HeatMaps;

/// <summary>Draws a column of heat maps over that of the pictures that they belong to.</summary>
internal sealed partial class HeatMapOverlayTransformer : RowToRowTransformerBase
{
    internal const string LoaderSignature = "HeatMapOverlay";

    private readonly string _outputColumnName;
    private readonly string _pictureColumnName;
    private readonly string _heatMapColumnName;
    private readonly HeatMapCrop _crop;

    public HeatMapOverlayTransformer(
        IHostEnvironment environment, string outputColumnName, string pictureColumnName, string heatMapColumnName, HeatMapCrop crop)
        : base(environment.Register(nameof(HeatMapOverlayTransformer)))
    {
        _outputColumnName = outputColumnName;
        _pictureColumnName = pictureColumnName;
        _heatMapColumnName = heatMapColumnName;
        _crop = crop;
    }

    protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.CheckAtModel();
        ctx.SetVersionInfo(Version());
        ctx.SaveNonEmptyString(_outputColumnName);
        ctx.SaveNonEmptyString(_pictureColumnName);
        ctx.SaveNonEmptyString(_heatMapColumnName);
        ctx.Writer.Write(_crop.Height);
        ctx.Writer.Write(_crop.Width);
        ctx.Writer.Write(_crop.ResizeTo);
    }

    protected override IRowMapper MakeRowMapper(DataViewSchema schema) => new Mapper(this, schema);

    // ML.NET finds this method by name and signature when it loads a model.
    private static HeatMapOverlayTransformer Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        ctx.CheckAtModel(Version());
        return new HeatMapOverlayTransformer(
            env,
            ctx.LoadNonEmptyString(),
            ctx.LoadNonEmptyString(),
            ctx.LoadNonEmptyString(),
            new HeatMapCrop(
                ModelFields.LoadCount(ctx, "heat map rows"),
                ModelFields.LoadCount(ctx, "heat map columns"),
                ModelFields.LoadCount(ctx, "pixels of the shorter side")));
    }

    private static VersionInfo Version() => new(
        modelSignature: "HEATOVER",
        verWrittenCur: 0x00010001, // the first
        verReadableCur: 0x00010001,
        verWeCanReadBack: 0x00010001,
        loaderSignature: LoaderSignature,
        loaderAssemblyName: typeof(HeatMapOverlayTransformer).Assembly.GetName().Name!);
}
