using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using ResNetMLNet.Transforms.Calibration;
using ResNetMLNet.Transforms.Scoring;

[assembly: LoadableClass(
    typeof(RejectionTransformer), null, typeof(SignatureLoadModel), "Rejection", RejectionTransformer.LoaderSignature)]

namespace ResNetMLNet.Transforms.Calibration;

/// <summary>
/// Makes the predicted label missing where the highest score is below a threshold: a missing key, or an empty text.
/// <see cref="RejectBelowEstimator"/> and <see cref="RejectForPrecisionEstimator"/> make it.
/// </summary>
/// <remarks>
/// The scores stay, and ML.NET's <c>Evaluate</c>, which reads them, counts rows without a predicted label as well. Where scores are no
/// numbers, the predicted label is missing too.
/// </remarks>
public sealed partial class RejectionTransformer : RowToRowTransformerBase
{
    internal const string LoaderSignature = "RejectLowScores";

    private readonly RejectionThreshold _threshold;

    internal RejectionTransformer(IHostEnvironment environment, RejectionColumns columns, RejectionThreshold threshold)
        : base(environment.Register(nameof(RejectionTransformer)))
    {
        Columns = columns;
        _threshold = threshold;
    }

    private RejectionTransformer(IHost host, ModelLoadContext context)
        : base(host)
    {
        Columns = new RejectionColumns(context.LoadNonEmptyString(), context.LoadNonEmptyString());
        _threshold = new RejectionThreshold(context.Reader.ReadSingle(), context.Reader.ReadDouble(), context.Reader.ReadDouble());
        if (!float.IsFinite(Threshold))
            throw ModelFields.Damaged(FormattableString.Invariant($"its threshold is {Threshold}"));
    }

    /// <summary>The score below which the predicted label is missing; at the threshold itself it is not.</summary>
    public float Threshold => _threshold.Value;

    /// <summary>The share of the rows it was fitted on that are answered, from 0 to 1; NaN if the threshold was given.</summary>
    public double AnsweredShare => _threshold.AnsweredShare;

    /// <summary>The share of right ones among these answers, from 0 to 1; NaN if the threshold was given.</summary>
    public double Precision => _threshold.Precision;

    /// <summary>The columns that are read and replaced.</summary>
    internal RejectionColumns Columns { get; }

    /// <inheritdoc/>
    protected override void SaveModel(ModelSaveContext ctx)
    {
        ArgumentNullException.ThrowIfNull(ctx);
        ctx.CheckAtModel();
        ctx.SetVersionInfo(Version());
        ctx.SaveNonEmptyString(Columns.Score);
        ctx.SaveNonEmptyString(Columns.PredictedLabel);
        ctx.Writer.Write(Threshold);
        ctx.Writer.Write(AnsweredShare);
        ctx.Writer.Write(Precision);
    }

    /// <inheritdoc/>
    protected override IRowMapper MakeRowMapper(DataViewSchema schema) => new Mapper(this, schema);

    // ML.NET finds this method by name and signature when it loads a model.
    private static RejectionTransformer Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        ArgumentNullException.ThrowIfNull(env);
        ArgumentNullException.ThrowIfNull(ctx);
        ctx.CheckAtModel(Version());
        return new RejectionTransformer(env.Register(nameof(RejectionTransformer)), ctx);
    }

    private static VersionInfo Version() => new(
        modelSignature: "REJECTLO",
        verWrittenCur: 0x00010001, // the first
        verReadableCur: 0x00010001,
        verWeCanReadBack: 0x00010001,
        loaderSignature: LoaderSignature,
        loaderAssemblyName: typeof(RejectionTransformer).Assembly.GetName().Name!);
}
