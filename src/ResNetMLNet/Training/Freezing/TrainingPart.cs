using ResNetMLNet.Modeling.Inference;
using ResNetMLNet.Training.Images;
using static TorchSharp.torch;

namespace ResNetMLNet.Training.Freezing;

/// <summary>What epochs train: a network on its images, or what learns of it on the maps that its frozen stages gave.</summary>
/// <param name="TrainSet">What is trained on.</param>
/// <param name="ValidationSet">What is validated on; null for nothing.</param>
/// <param name="Logits">Applies what is trained to a batch.</param>
/// <param name="Validated">Gives what is trained, in eval mode, in the form in which it scores.</param>
/// <param name="ValidationBatchSize">The rows that are validated at once.</param>
internal sealed record TrainingPart(
    ImageSet TrainSet,
    ImageSet? ValidationSet,
    Func<Tensor, Tensor> Logits,
    Func<IInferenceNetwork> Validated,
    int ValidationBatchSize)
{
    /// <summary>Whether the images of the whole network come meanwhile: <c>with</c> keeps it for the maps that were made of them.</summary>
    private readonly bool _isFilledInBackground = TrainSet.Store.IsFilledInBackground;

    /// <summary>The order of an epoch, from 1: that of the view for the first one where its images come meanwhile.</summary>
    public int[] Order(int seed, int epoch) => epoch == 1 && _isFilledInBackground
        ? RowOrder.InOrder(TrainSet.Count)
        : RowOrder.Shuffled(TrainSet.Count, seed, epoch);
}
