using ResNetMLNet.Training.Images;
using static TorchSharp.torch;

namespace ResNetMLNet.Training;

/// <summary>The loss of a batch: softmax cross-entropy.</summary>
internal static class Criterion
{
    /// <summary>The mean over the rows of a batch, each multiplied by its weight.</summary>
    /// <param name="logits">Shape (rows, classes).</param>
    /// <param name="labels">Shape (rows).</param>
    /// <param name="weights">Shape (rows); null weighs all the same.</param>
    /// <param name="labelSmoothing">The share of the target probability that is spread over all classes.</param>
    /// <remarks>
    /// It is divided by the rows, not by their weights: these have a mean of 1 over the set, and a batch of light rows is
    /// to move the network less than a batch of heavy ones.
    /// </remarks>
    /// <param name="mixture">How the rows were mixed: each label counts by its share, with the weight of its own row.</param>
    public static Tensor Loss(Tensor logits, Tensor labels, Tensor? weights, double labelSmoothing, Mixture? mixture = null)
    {
        if (mixture is not null)
        {
            using var mixed = NewDisposeScope();
            var own = Loss(logits, mixture.Own(labels), weights is null ? null : mixture.Own(weights), labelSmoothing);
            var partners = Loss(
                logits, mixture.Partners(labels), weights is null ? null : mixture.Partners(weights), labelSmoothing);
            return mixture.Sum(own, partners).MoveToOuterDisposeScope();
        }
        if (weights is null)
            return nn.functional.cross_entropy(logits, labels, label_smoothing: labelSmoothing);
        using var scope = NewDisposeScope();
        var losses = nn.functional.cross_entropy(logits, labels, reduction: nn.Reduction.None, label_smoothing: labelSmoothing);
        return (losses * weights).mean().MoveToOuterDisposeScope();
    }
}
