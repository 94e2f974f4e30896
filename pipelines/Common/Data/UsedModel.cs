using Microsoft.ML;
using Microsoft.ML.Data;
using ResNetMLNet.Transforms;

namespace ResNetMLNet.Pipelines.Common.Data;

/// <summary>A model of a program, to be used.</summary>
/// <param name="Transformer">The whole chain, from the input to the name of the class.</param>
/// <param name="Input">The type of the input column.</param>
/// <param name="ClassNames">The classes that it tells apart, in the order of its scores.</param>
internal sealed record UsedModel(ITransformer Transformer, DataViewType Input, IReadOnlyList<string> ClassNames) : IDisposable
{
    /// <summary>The chain, or one that names no class below a probability.</summary>
    /// <param name="ml">ML.NET.</param>
    /// <param name="input">What it is given.</param>
    /// <param name="rejectBelow">The probability; null to name one always, unless the model itself does not.</param>
    public ITransformer Rejecting(MLContext ml, IDataView input, double? rejectBelow) => rejectBelow is null
        ? Transformer
        : new TransformerChain<ITransformer>(
            Transformer, ml.MulticlassClassification.RejectBelow((float)rejectBelow).Fit(Transformer.Transform(input)));

    /// <inheritdoc/>
    public void Dispose() => (Transformer as IDisposable)?.Dispose();
}
