using System.Diagnostics;
using ResNetMLNet.Pipelines.PredictionService.Observability;

namespace ResNetMLNet.Pipelines.PredictionService.Batching;

/// <summary>
/// Scores batch after batch, on a thread of its own: the native libraries keep a team of threads for each caller.
/// </summary>
internal sealed class ScoringLoop(
    PictureQueue queue, ScoringHealth health, ServiceMetrics metrics, ILogger<ScoringLoop> logger) : IHostedService
{
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _count;

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        new Thread(Run) { Name = "Scoring", IsBackground = true }.Start();
        return Task.CompletedTask;
    }

    /// <summary>Finishes what is accepted; the server has stopped before, so that nothing is added.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        queue.Close();
        await _ended.Task.WaitAsync(cancellationToken);
        Log.ScoringStopped(logger, _count);
    }

    private void Run()
    {
        while (queue.Take() is { Count: > 0 } batch)
        {
            batch.RemoveAll(picture => picture.IsGivenUp());
            if (batch.Count > 0)
                Score(batch);
        }

        _ended.SetResult();
    }

    private void Score(List<QueuedPicture> batch)
    {
        var started = Stopwatch.GetTimestamp();
        try
        {
            Complete(batch);
            if (health.Confirm())
                Log.ScoringWorks(logger);
            metrics.CountBatch(batch.Count, Stopwatch.GetElapsedTime(started));
        }
        catch (Exception exception) when (batch.Count > 1)
        {
            Log.BatchFailed(logger, batch.Count, exception);
            foreach (var picture in batch)
                Score([picture]);
        }
        catch (Exception exception)
        {
            Doubt(exception);
            batch[0].Fail(exception);
        }
    }

    private void Doubt(Exception exception)
    {
        // While the model fails on whatever it is given, the log has said so.
        if (!health.IsFailing)
            Log.PictureFailed(logger, exception);
        if (!DeviceFault.IsBehind(exception))
            health.Doubt();
        else if (health.Fail())
            Log.DeviceFails(logger);
    }

    private void Complete(List<QueuedPicture> batch)
    {
        var scores = batch[0].Numbers.Score([.. batch.Select(picture => picture.Content)]);
        _count += batch.Count;
        for (var i = 0; i < scores.Length; i++)
            batch[i].Complete(scores[i]);
    }
}
