using System.Diagnostics;
using Microsoft.Extensions.Options;
using ResNetMLNet.Pipelines.Common.CommandLine;
using ResNetMLNet.Pipelines.PredictionService.Configuration;
using ResNetMLNet.Pipelines.PredictionService.Observability;

namespace ResNetMLNet.Pipelines.PredictionService.Model;

/// <summary>
/// Loads the model when the service starts, whenever its file is another one, and again where that failed. The file is looked at
/// again and again: the notices of file systems do not come through on volumes that are mounted from elsewhere.
/// </summary>
internal sealed class ModelWatcher(
    ModelStore store,
    ModelLoader loader,
    IOptions<ServiceOptions> options,
    ServiceMetrics metrics,
    ILogger<ModelWatcher> logger) : BackgroundService
{
    private readonly ServiceOptions _options = options.Value;
    private readonly LoadAttempts _attempts = new(options.Value.ModelPollInterval);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var state = FileState.Of(_options.ModelPath);
        await TryAsync(state, stoppingToken);
        using var timer = new PeriodicTimer(_options.ModelPollInterval);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            // A file that still grows is another one at the next look.
            var previous = state;
            state = FileState.Of(_options.ModelPath);
            if (state == previous && _attempts.IsDue(state))
                await TryAsync(state, stoppingToken);
        }
    }

    /// <summary>
    /// Tries on a thread that ends afterwards: the native libraries keep a team of threads for each caller, and nobody waits that long for
    /// one of the pool.
    /// </summary>
    private Task TryAsync(FileState state, CancellationToken stoppingToken) => Task.Factory.StartNew(
        () => Try(state, stoppingToken), stoppingToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private void Try(FileState state, CancellationToken stoppingToken)
    {
        try
        {
            Load(stoppingToken);
            _attempts.Succeed(state);
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
        {
            metrics.CountLoad(isSuccess: false);
            var reason = ErrorText.InnermostSentence(exception);
            if (!_attempts.Fail(state, reason))
                return;
            Log.ModelRefused(logger, reason, Consequence(), exception is UserErrorException ? null : exception);
        }
    }

    private void Load(CancellationToken stoppingToken)
    {
        var started = Stopwatch.GetTimestamp();
        var model = loader.Load(stoppingToken);
        model.Freed = freed => Log.ModelFreed(logger, freed.Information.Sha256);
        WarnOfOtherClasses(store.Information, model.Information);
        store.Replace(model);
        metrics.CountLoad(isSuccess: true);
        Log.ModelLoaded(
            logger,
            _options.ModelPath,
            model.Information.Classes.Count,
            Math.Round(Stopwatch.GetElapsedTime(started).TotalMilliseconds),
            model.Information.Sha256);
    }

    private void WarnOfOtherClasses(ModelInformation? before, ModelInformation after)
    {
        if (before is not null && ClassesText.Difference(before.Classes, after.Classes) is { } difference)
            Log.ClassesChanged(logger, after.Id, before.Id, difference);
    }

    private string Consequence() => store.Information is { } model
        ? $"The model of SHA-256 {model.Sha256} goes on answering; the file is tried again."
        : "Nothing is answered until it is loaded; it is tried again.";
}
