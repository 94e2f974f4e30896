using System.Diagnostics;
using ResNetMLNet.Pipelines.PredictionService.Model;

namespace ResNetMLNet.Pipelines.PredictionService.Batching;

/// <summary>A prepared picture that waits for its scores, or for other numbers.</summary>
/// <param name="numbers">What computes them, of a model that its request keeps until they are there.</param>
/// <param name="content">What they are computed of.</param>
/// <param name="cancellationToken">Cancelled when nobody waits any more.</param>
internal sealed class QueuedPicture(IBatchNumbers numbers, Array content, CancellationToken cancellationToken)
{
    // Whoever waits goes on elsewhere: the thread that scores has better things to do.
    private readonly TaskCompletionSource<float[]> _scores = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly long _queuedAt = Stopwatch.GetTimestamp();

    /// <summary>What computes the scores.</summary>
    public IBatchNumbers Numbers => numbers;

    /// <summary>What they are computed of.</summary>
    public Array Content => content;

    /// <summary>How long the picture has waited.</summary>
    public TimeSpan Age => Stopwatch.GetElapsedTime(_queuedAt);

    /// <summary>The probabilities of the classes, or what else is computed, once they are known.</summary>
    public Task<float[]> Scores => _scores.Task;

    /// <summary>Whether nobody waits for the scores any more, who then learns so.</summary>
    public bool IsGivenUp() => cancellationToken.IsCancellationRequested && _scores.TrySetCanceled(cancellationToken);

    /// <summary>Hands over the scores.</summary>
    public void Complete(float[] scores) => _scores.TrySetResult(scores);

    /// <summary>Hands over why there are none.</summary>
    public void Fail(Exception exception) => _scores.TrySetException(exception);
}
