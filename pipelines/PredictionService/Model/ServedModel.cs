using Microsoft.ML;

namespace ResNetMLNet.Pipelines.PredictionService.Model;

/// <summary>A loaded model, which lives until it is replaced and its last picture is scored.</summary>
/// <param name="chain">The whole chain, which is disposed of with the model.</param>
/// <param name="information">Which model it is.</param>
/// <param name="preparation">What is done to each picture by itself.</param>
/// <param name="scoring">What is done to a batch of them.</param>
/// <param name="explanation">How it is explained; null if it cannot be.</param>
internal sealed class ServedModel(
    ITransformer chain,
    ModelInformation information,
    IPicturePreparation preparation,
    IBatchScoring scoring,
    PictureExplanation? explanation = null) : IDisposable
{
    // The first use is that of the store.
    private int _uses = 1;

    /// <summary>Which model it is.</summary>
    public ModelInformation Information => information;

    /// <summary>What is done to each picture by itself.</summary>
    public IPicturePreparation Preparation => preparation;

    /// <summary>What is done to a batch of pictures.</summary>
    public IBatchScoring Scoring => scoring;

    /// <summary>How the model is explained; null if it cannot be.</summary>
    public PictureExplanation? Explanation => explanation;

    /// <summary>Called when the model is freed.</summary>
    public Action<ServedModel>? Freed { get; set; }

    /// <summary>Keeps the model until the same number of calls of <see cref="Dispose"/>; only while another use lasts.</summary>
    public ServedModel Use()
    {
        Interlocked.Increment(ref _uses);
        return this;
    }

    /// <summary>Ends a use; the last one frees the model.</summary>
    public void Dispose()
    {
        if (Interlocked.Decrement(ref _uses) > 0)
            return;
        (preparation as IDisposable)?.Dispose();
        (chain as IDisposable)?.Dispose();
        Freed?.Invoke(this);
    }
}
