using Microsoft.ML;
using Microsoft.ML.Runtime;
using ResNetMLNet.Persistence;
using ResNetMLNet.Scoring;

[assembly: LoadableClass(typeof(ResNetTransformer), null, typeof(SignatureLoadModel), "ResNet model", ResNetModelFile.LoaderSignature)]

namespace ResNetMLNet.Scoring;

public sealed partial class ResNetTransformer
{
    void ICanSaveModel.Save(ModelSaveContext ctx)
    {
        ArgumentNullException.ThrowIfNull(ctx);
        ResNetModelFile.Save(ctx, _host, _scorer, Model, FeatureColumnName, _outputs, History);
    }

    // ML.NET finds this method by name and signature when it loads a model.
    private static ResNetTransformer Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        ArgumentNullException.ThrowIfNull(env);
        ArgumentNullException.ThrowIfNull(ctx);
        return ResNetModelFile.Load(env.Register(nameof(ResNetTransformer)), ctx);
    }
}
