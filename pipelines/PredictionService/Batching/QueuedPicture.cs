using System.Diagnostics;
using ResNetMLNet.Pipelines.PredictionService.Model;

namespace ResNetMLNet.Pipelines.PredictionService.Batching;

/// <summary>A prepared picture that waits for its scores.</summary>
/// <param name="model">The model that it is prepared for, which its request keeps until there are scores.</param>
/// <param name="content">What the model scores.</param>
/// <param name="cancellationToken">Cancelled when nobody waits any more.</param>
internal sealed class QueuedPicture(ServedModel model, Array content, CancellationToken cancellationToken)
{
    // Whoever waits goes on elsewhere: the thread that scores has better things to do.
    private readonly TaskCompletionSource<float[]> _scores = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly long _queuedAt = Stopwatch.GetTimestamp();

    /// <summary>The model that the picture is prepared for.</summary>
    public ServedModel Model => model;

    /// <summary>What the model scores.</summary>
    public Array Content => content;

    /// <summary>How long the picture has waited.</summary>
    public TimeSpan Age => Stopwatch.GetElapsedTime(_queuedAt);

    /// <summary>The probabilities of the classes, once they are known.</summary>
    public Task<float[]> Scores => _scores.Task;

    /// <summary>Whether nobody waits for the scores any more, who then learns so.</summary>
    public bool IsGivenUp() => cancellationToken.IsCancellationRequested && _scores.TrySetCanceled(cancellationToken);

    /// <summary>Hands over the scores.</summary>
    public void Complete(float[] scores) => _scores.TrySetResult(scores);

    /// <summary>Hands over why there are none.</summary>
    public void Fail(Exception exception) => _scores.TrySetException(exception);
}
