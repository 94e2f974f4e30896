using Microsoft.ML;
using Microsoft.ML.Data;

namespace ResNetMLNet.Pipelines.Common.Data;

/// <summary>A model of a program, to be used.</summary>
/// <param name="Transformer">The whole chain, from the input to the name of the class.</param>
/// <param name="Input">The type of the input column.</param>
/// <param name="ClassNames">The classes that it tells apart, in the order of its scores.</param>
internal sealed record UsedModel(ITransformer Transformer, DataViewType Input, IReadOnlyList<string> ClassNames) : IDisposable
{
    /// <inheritdoc/>
    public void Dispose() => (Transformer as IDisposable)?.Dispose();
}
