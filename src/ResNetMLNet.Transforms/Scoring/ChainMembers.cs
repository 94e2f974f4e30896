using Microsoft.ML;
using Microsoft.ML.Data;

namespace ResNetMLNet.Transforms.Scoring;

/// <summary>What a model consists of.</summary>
internal static class ChainMembers
{
    /// <summary>The transformers of a chain, those of chains within it too; a transformer that is no chain is its only one.</summary>
    public static IEnumerable<ITransformer> Of(ITransformer model) =>
        model is ITransformerChainAccessor chain ? chain.Transformers.SelectMany(Of) : [model];
}
