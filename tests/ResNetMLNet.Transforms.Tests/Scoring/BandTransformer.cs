using Microsoft.ML;
using Microsoft.ML.Runtime;
using ResNetMLNet.Tests.Utilities;
using ResNetMLNet.Transforms.Scoring;
using ResNetMLNet.Transforms.Tests.Scoring;

[assembly: LoadableClass(
    typeof(BandTransformer), null, typeof(SignatureLoadModel), "Bands", BandTransformer.LoaderSignature)]

namespace ResNetMLNet.Transforms.Tests.Scoring;

/// <summary>A model of <see cref="SmallImages"/> that nobody has to train.</summary>
internal sealed class BandTransformer : NetworkTransformer
{
    public const string LoaderSignature = "Bands";

    private readonly LabelValues? _labelValues;

    public BandTransformer(IHostEnvironment environment, LabelValues? labelValues, IBatchScorer? scorer = null)
        : base(
            environment.Register(nameof(BandTransformer)),
            "Features",
            scorer ?? new BandScorer(),
            new ScoreColumns("Score", "PredictedLabel", SmallImages.Names.Length, labelValues))
    {
        _labelValues = labelValues;
    }

    /// <summary>A model with the names of the classes.</summary>
    public static BandTransformer Named(MLContext ml, IBatchScorer? scorer = null) =>
        new(ml, LabelValues.Of(SmallImages.Load(ml, 1).Schema["Label"]), scorer);

    private protected override void Save(ModelSaveContext context)
    {
        context.CheckAtModel();
        context.SetVersionInfo(Version());
        ModelFields.SaveImage(context, Image);
        ModelFields.SaveLabelValues(context, Host, _labelValues);
    }

    // ML.NET finds this method by name and signature when it loads a model.
    private static BandTransformer Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        ctx.CheckAtModel(Version());
        var image = ModelFields.LoadImage(ctx);
        Assert.AreEqual(new BandScorer().Image, image);
        return new BandTransformer(env, ModelFields.LoadLabelValues(ctx, env, SmallImages.Names.Length));
    }

    private static VersionInfo Version() => new(
        modelSignature: "BANDTEST",
        verWrittenCur: 0x00010001,
        verReadableCur: 0x00010001,
        verWeCanReadBack: 0x00010001,
        loaderSignature: LoaderSignature,
        loaderAssemblyName: typeof(BandTransformer).Assembly.GetName().Name!);
}
