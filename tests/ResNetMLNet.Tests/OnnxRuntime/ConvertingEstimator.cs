using Microsoft.ML;
using ResNetMLNet.OnnxRuntime;

namespace ResNetMLNet.Tests.OnnxRuntime;

/// <summary>An estimator whose model goes to ONNX Runtime as soon as it is fitted.</summary>
internal sealed class ConvertingEstimator(MLContext ml, IEstimator<ITransformer> estimator) : IEstimator<ITransformer>
{
    public SchemaShape GetOutputSchema(SchemaShape inputSchema) => estimator.GetOutputSchema(inputSchema);

    public ITransformer Fit(IDataView input)
    {
        var model = estimator.Fit(input);
        using var disposing = model as IDisposable;
        return ml.Model.ToOnnxRuntime(model);
    }
}
