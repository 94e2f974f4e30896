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
    ModelStore store, IOptions<ServiceOptions> options, ServiceMetrics metrics, ILogger<ModelWatcher> logger) : BackgroundService
{
    private readonly ServiceOptions _options = options.Value;
    private readonly LoadAttempts _attempts = new(options.Value.ModelPollInterval);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The server need not wait until the first model is loaded.
        await Task.Yield();
        var state = FileState.Of(_options.ModelPath);
        Try(state);
        using var timer = new PeriodicTimer(_options.ModelPollInterval);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            // A file that still grows is another one at the next look.
            var previous = state;
            state = FileState.Of(_options.ModelPath);
            if (state == previous && _attempts.IsDue(state))
                Try(state);
        }
    }

    private void Try(FileState state)
    {
        try
        {
            Load();
            _attempts.Succeed(state);
        }
        catch (Exception exception)
        {
            metrics.CountLoad(isSuccess: false);
            var reason = ErrorText.InnermostSentence(exception);
            if (!_attempts.Fail(state, reason))
                return;
            Log.ModelRefused(logger, reason, Consequence(), exception is UserErrorException ? null : exception);
        }
    }

    private void Load()
    {
        var started = Stopwatch.GetTimestamp();
        var model = ModelLoader.Load(_options.ModelPath, _options.Runtime);
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
