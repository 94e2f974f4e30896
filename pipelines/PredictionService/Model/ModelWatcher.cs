using System.Diagnostics;
using Microsoft.Extensions.Options;
using ResNetMLNet.Pipelines.Common.CommandLine;
using ResNetMLNet.Pipelines.PredictionService.Configuration;
using ResNetMLNet.Pipelines.PredictionService.Observability;

namespace ResNetMLNet.Pipelines.PredictionService.Model;

/// <summary>
/// Loads the model when the service starts and whenever its file is another one. The file is looked at again and again: the
/// notices of file systems do not come through on volumes that are mounted from elsewhere.
/// </summary>
internal sealed class ModelWatcher(
    ModelStore store, IOptions<ServiceOptions> options, ServiceMetrics metrics, ILogger<ModelWatcher> logger) : BackgroundService
{
    private readonly ServiceOptions _options = options.Value;
    private FileState? _tried;

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
            if (state == previous && state != _tried)
                Try(state);
        }
    }

    private void Try(FileState state)
    {
        var started = Stopwatch.GetTimestamp();
        _tried = state;
        try
        {
            var model = ModelLoader.Load(_options.ModelPath, _options.Runtime);
            model.Freed = freed => Log.ModelFreed(logger, freed.Information.Sha256);
            store.Replace(model);
            metrics.CountLoad(isSuccess: true);
            Log.ModelLoaded(
                logger,
                _options.ModelPath,
                model.Information.Classes.Count,
                Math.Round(Stopwatch.GetElapsedTime(started).TotalMilliseconds),
                model.Information.Sha256);
        }
        catch (Exception exception)
        {
            metrics.CountLoad(isSuccess: false);
            Log.ModelRefused(logger, ErrorText.InnermostSentence(exception), Consequence(), exception);
        }
    }

    private string Consequence() => store.Information is { } model
        ? $"The model of SHA-256 {model.Sha256} goes on answering."
        : "Nothing is answered until the file is replaced.";

    /// <summary>What tells one state of a file from another.</summary>
    private readonly record struct FileState(bool Exists, long Length, DateTime WrittenAt)
    {
        public static FileState Of(string path)
        {
            var file = new FileInfo(path);
            return file.Exists ? new FileState(true, file.Length, file.LastWriteTimeUtc) : default;
        }
    }
}
