using Microsoft.Extensions.Options;
using ResNetMLNet.Pipelines.PredictionService.Configuration;
using ResNetMLNet.Pipelines.PredictionService.Model;
using ResNetMLNet.Pipelines.PredictionService.Observability;

namespace ResNetMLNet.Pipelines.PredictionService.Batching;

/// <summary>
/// Scores a picture without content where pictures could not be scored, until it works again: nobody else sends any to a
/// service that is not ready.
/// </summary>
internal sealed class ScoringProbe(
    ScoringHealth health, ModelStore store, PictureQueue queue, IOptions<ServiceOptions> options, ILogger<ScoringProbe> logger)
    : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.ModelPollInterval);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            if (health.IsInDoubt)
                await ProbeAsync(stoppingToken);
        }
    }

    private async Task ProbeAsync(CancellationToken stoppingToken)
    {
        using var model = store.Use();
        if (model is null || !queue.TryAdmit(1))
            return;
        var picture = new QueuedPicture(model.Scoring, model.Scoring.Blank, stoppingToken);
        queue.Add([picture]);
        await ((Task)picture.Scores).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (picture.Scores.IsFaulted && health.Fail())
            Log.ScoringFails(logger);
    }
}
