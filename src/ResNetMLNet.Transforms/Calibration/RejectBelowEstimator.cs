using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace ResNetMLNet.Transforms.Calibration;

/// <summary>Takes the predicted label away where the highest score is below a given threshold. Fitting learns nothing.</summary>
/// <remarks>To make it, use <see cref="CalibrationCatalog.RejectBelow"/>.</remarks>
public sealed class RejectBelowEstimator : TrivialEstimator<RejectionTransformer>
{
    internal RejectBelowEstimator(IHostEnvironment environment, RejectionTransformer transformer)
        : base(environment.Register(nameof(RejectBelowEstimator)), transformer)
    {
    }

    /// <summary>The schema after the transform: that before it.</summary>
    /// <param name="inputSchema">The schema of the data.</param>
    /// <returns>The same columns.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of a wrong type.</exception>
    public override SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        Transformer.Columns.Check(Host, inputSchema);
        return inputSchema;
    }
}
