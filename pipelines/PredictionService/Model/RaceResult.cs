namespace ResNetMLNet.Pipelines.PredictionService.Model;

/// <summary>How long a runtime takes.</summary>
/// <param name="Alone">For one picture.</param>
/// <param name="Batch">For a batch.</param>
internal readonly record struct RuntimeTimes(TimeSpan Alone, TimeSpan Batch);

/// <summary>What a race of two runtimes has shown.</summary>
/// <param name="Saved">The times of the model as it was saved.</param>
/// <param name="Converted">Those of the model on ONNX Runtime.</param>
/// <param name="Pictures">The pictures of a batch.</param>
internal sealed record RaceResult(RuntimeTimes Saved, RuntimeTimes Converted, int Pictures)
{
    /// <summary>
    /// The share of the other one's time from which on a change is worth it: the threads of either look out for work for a while after
    /// theirs, and take the cores from the other's.
    /// </summary>
    private const double WorthChanging = 0.9;

    /// <summary>Whether ONNX Runtime is faster for one picture.</summary>
    public bool IsConvertedFasterAlone => Converted.Alone < Saved.Alone;

    /// <summary>Whether ONNX Runtime is faster for a batch.</summary>
    public bool IsConvertedFasterInBatches => Converted.Batch < Saved.Batch;

    /// <summary>Whether one of them is faster for both.</summary>
    public bool HasOneWinner => IsConvertedFasterAlone == IsConvertedFasterInBatches;

    /// <summary>
    /// From how many pictures on the one that is faster for a batch scores: where it is clearly faster, and in a full batch at any rate.
    /// </summary>
    public int BatchesFrom
    {
        get
        {
            if (HasOneWinner)
                return ServingRuntimes.FewestTogether;
            var (alone, batches) = IsConvertedFasterAlone ? (Converted, Saved) : (Saved, Converted);
            return Enumerable.Range(ServingRuntimes.FewestTogether, Pictures - ServingRuntimes.FewestTogether)
                .FirstOrDefault(count => TimeOf(batches, count) <= WorthChanging * TimeOf(alone, count), Pictures);
        }
    }

    /// <summary>The time for some pictures, of which each further one takes as long as the one before.</summary>
    private TimeSpan TimeOf(RuntimeTimes times, int count) =>
        times.Alone + ((times.Batch - times.Alone) * (count - 1) / (Pictures - 1));
}
