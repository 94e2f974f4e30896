using Microsoft.ML;
using Microsoft.ML.Runtime;
using ResNetMLNet.Explanation;
using ResNetMLNet.Scoring;
using ResNetMLNet.Transforms.Scoring;

[assembly: LoadableClass(
    typeof(ExplainedTransformer), null, typeof(SignatureLoadModel), "ResNet model with heat maps", ExplainedTransformer.LoaderSignature)]

namespace ResNetMLNet.Explanation;

/// <summary>A trained residual network that adds, beside its scores, a map of the places of the image that decided.</summary>
internal sealed class ExplainedTransformer : NetworkTransformer
{
    internal const string LoaderSignature = "ExplainedResNet";

    private const int LikeliestClass = -1;

    private static readonly TorchModelKind _kind = new("RESNEXPL", LoaderSignature);

    private readonly TrainedNetwork _model;
    private readonly int? _explainedClass;
    private readonly ExplainingScorer _scorer;

    /// <param name="model">The network with all that belongs to it; the transformer will dispose of the network.</param>
    /// <param name="heatMapColumnName">The column to be made.</param>
    /// <param name="explainedClass">The class to be explained; null for each image's likeliest one.</param>
    public ExplainedTransformer(TrainedNetwork model, string heatMapColumnName, int? explainedClass)
        : this(model, heatMapColumnName, explainedClass, new ExplainingScorer(model, explainedClass))
    {
    }

    private ExplainedTransformer(TrainedNetwork model, string heatMapColumnName, int? explainedClass, ExplainingScorer scorer)
        : base(model.Host, model.FeatureColumnName, scorer, new ExplainedColumns(model.Outputs, heatMapColumnName, model.Image)) =>
        (_model, _explainedClass, _scorer) = (model, explainedClass, scorer);

    /// <summary>The file is that of the model, with the column of the heat map and the number of the class at the end.</summary>
    private protected override void Save(ModelSaveContext context)
    {
        TorchModelFile.Save(context, _kind, _model, _scorer);
        context.SaveNonEmptyString(Outputs.NumbersColumnName);
        context.Writer.Write(_explainedClass ?? LikeliestClass);
    }

    // ML.NET finds this method by name and signature when it loads a model.
    private static ExplainedTransformer Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        var model = TorchModelFile.Load(env, ctx, _kind);
        try
        {
            return new ExplainedTransformer(model, ctx.LoadNonEmptyString(), LoadClass(ctx, model.ClassCount));
        }
        catch
        {
            model.Network.Dispose();
            throw;
        }
    }

    private static int? LoadClass(ModelLoadContext context, int classCount) => context.Reader.ReadInt32() switch
    {
        LikeliestClass => null,
        var one when one >= 0 && one < classCount => one,
        var other => throw ModelFields.Damaged($"it explains class {other} of {classCount}"),
    };
}
