using Microsoft.ML;

namespace ResNetMLNet.Pipelines.PredictionService.Model;

/// <summary>What a model that can be served consists of.</summary>
/// <param name="Chains">The chains that score and explain, which are disposed of with it.</param>
/// <param name="Preparation">What is done to each picture by itself.</param>
/// <param name="Scoring">What is done to a batch of them.</param>
/// <param name="Explanation">How it is explained; null if it cannot be.</param>
/// <param name="Runtimes">Which runtime scores what.</param>
internal sealed record ModelParts(
    IReadOnlyList<ITransformer> Chains,
    IPicturePreparation Preparation,
    IBatchScoring Scoring,
    PictureExplanation? Explanation,
    ServingRuntimes Runtimes) : IDisposable
{
    /// <inheritdoc/>
    public void Dispose()
    {
        (Preparation as IDisposable)?.Dispose();
        foreach (var chain in Chains)
            (chain as IDisposable)?.Dispose();
    }
}
