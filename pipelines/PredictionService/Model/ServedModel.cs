namespace ResNetMLNet.Pipelines.PredictionService.Model;

/// <summary>A loaded model, which lives until it is replaced and its last picture is scored.</summary>
/// <param name="information">Which model it is.</param>
/// <param name="parts">What it consists of, which is disposed of with it.</param>
internal sealed class ServedModel(ModelInformation information, ModelParts parts) : IDisposable
{
    // The first use is that of the store.
    private int _uses = 1;

    /// <summary>Which model it is.</summary>
    public ModelInformation Information => information;

    /// <summary>What is done to each picture by itself.</summary>
    public IPicturePreparation Preparation => parts.Preparation;

    /// <summary>What is done to a batch of pictures.</summary>
    public IBatchScoring Scoring => parts.Scoring;

    /// <summary>How the model is explained; null if it cannot be.</summary>
    public PictureExplanation? Explanation => parts.Explanation;

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
        parts.Dispose();
        Freed?.Invoke(this);
    }
}
