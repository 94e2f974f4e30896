using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using ResNetMLNet.Transforms.Calibration;
using ResNetMLNet.Transforms.Scoring;

[assembly: LoadableClass(
    typeof(TemperatureCalibratorTransformer),
    null,
    typeof(SignatureLoadModel),
    "Temperature calibrator",
    TemperatureCalibratorTransformer.LoaderSignature)]

namespace ResNetMLNet.Transforms.Calibration;

/// <summary>
/// Puts calibrated probabilities in the place of a multiclass model's scores. <see cref="TemperatureCalibratorEstimator"/> makes it.
/// </summary>
/// <remarks>
/// The order of a row's scores stays, and so do the predicted label and the accuracy. Scores that are no numbers give probabilities
/// that are none. The column keeps its annotations, the names of the classes among them.
/// </remarks>
public sealed partial class TemperatureCalibratorTransformer : OneToOneTransformerBase
{
    internal const string LoaderSignature = "TempCalibrator";

    internal TemperatureCalibratorTransformer(
        IHostEnvironment environment, string scoreColumnName, TemperatureScale scale, double uncalibratedLogLoss, double logLoss)
        : base(environment.Register(nameof(TemperatureCalibratorTransformer)), (scoreColumnName, scoreColumnName))
    {
        Scale = scale;
        UncalibratedLogLoss = uncalibratedLogLoss;
        LogLoss = logLoss;
    }

    private TemperatureCalibratorTransformer(IHost host, ModelLoadContext context)
        : base(host, context)
    {
        // The base has read the column; then: temperature, whether scores are probabilities, log loss before and after.
        Scale = new TemperatureScale(context.Reader.ReadDouble(), context.Reader.ReadBoolean());
        UncalibratedLogLoss = context.Reader.ReadDouble();
        LogLoss = context.Reader.ReadDouble();
        if (!double.IsFinite(Temperature) || Temperature <= 0)
            throw ModelFields.Damaged(FormattableString.Invariant($"its temperature is {Temperature}"));
    }

    /// <summary>What logits are divided by, above 0: above 1, the probabilities become less sure, below 1 surer.</summary>
    public double Temperature => Scale.Temperature;

    /// <summary>The log loss of the rows that it was fitted on, of natural logarithms, without the temperature.</summary>
    public double UncalibratedLogLoss { get; }

    /// <summary>The log loss of the rows that it was fitted on, of natural logarithms.</summary>
    public double LogLoss { get; }

    /// <summary>How scores become probabilities.</summary>
    internal TemperatureScale Scale { get; }

    /// <summary>The column whose scores it replaces.</summary>
    internal string ScoreColumnName => ColumnPairs[0].inputColumnName;

    /// <inheritdoc/>
    protected override void SaveModel(ModelSaveContext ctx)
    {
        ArgumentNullException.ThrowIfNull(ctx);
        ctx.CheckAtModel();
        ctx.SetVersionInfo(Version());
        SaveColumns(ctx);
        ctx.Writer.Write(Scale.Temperature);
        ctx.Writer.Write(Scale.AreProbabilities);
        ctx.Writer.Write(UncalibratedLogLoss);
        ctx.Writer.Write(LogLoss);
    }

    /// <inheritdoc/>
    protected override IRowMapper MakeRowMapper(DataViewSchema schema) => new Mapper(this, schema);

    /// <inheritdoc/>
    protected override void CheckInputColumn(DataViewSchema inputSchema, int col, int srcCol) =>
        ScoreColumn.Find(Host, inputSchema, ScoreColumnName);

    // ML.NET finds this method by name and signature when it loads a model.
    private static TemperatureCalibratorTransformer Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        ArgumentNullException.ThrowIfNull(env);
        ArgumentNullException.ThrowIfNull(ctx);
        ctx.CheckAtModel(Version());
        return new TemperatureCalibratorTransformer(env.Register(nameof(TemperatureCalibratorTransformer)), ctx);
    }

    private static VersionInfo Version() => new(
        modelSignature: "TEMPCALI",
        verWrittenCur: 0x00010001, // the first
        verReadableCur: 0x00010001,
        verWeCanReadBack: 0x00010001,
        loaderSignature: LoaderSignature,
        loaderAssemblyName: typeof(TemperatureCalibratorTransformer).Assembly.GetName().Name!);
}
