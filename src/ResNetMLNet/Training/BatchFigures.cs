using TorchSharp;
using static TorchSharp.torch;

namespace ResNetMLNet.Training;

/// <summary>What a batch comes to.</summary>
/// <param name="Loss">The sum of the losses of its rows, in double precision.</param>
/// <param name="Correct">The number of rows whose class was predicted.</param>
/// <param name="Count">The number of rows.</param>
internal readonly record struct BatchFigures(Tensor Loss, Tensor Correct, long Count)
{
    /// <summary>Sums up the rows of a batch.</summary>
    /// <param name="meanLoss">Their mean loss.</param>
    /// <param name="logits">Shape (rows, classes).</param>
    /// <param name="labels">Shape (rows).</param>
    public static BatchFigures Of(Tensor meanLoss, Tensor logits, Tensor labels)
    {
        using var mode = no_grad();
        var count = labels.shape[0];
        using var factor = count.ToScalar();
        return new(meanLoss.to(ScalarType.Float64).mul(factor), logits.argmax(1).eq(labels).sum(), count);
    }
}
