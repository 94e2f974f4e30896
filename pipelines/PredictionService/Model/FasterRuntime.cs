using Microsoft.Extensions.Options;
using ResNetMLNet.Pipelines.Common.CommandLine;
using ResNetMLNet.Pipelines.PredictionService.Configuration;
using ResNetMLNet.Pipelines.PredictionService.Observability;

namespace ResNetMLNet.Pipelines.PredictionService.Model;

/// <summary>Lets a model be scored by what is faster on this machine: TorchSharp or ONNX Runtime, alone and in batches.</summary>
internal sealed class FasterRuntime(RuntimeRace race, IOptions<ServiceOptions> options, ILogger<FasterRuntime> logger)
{
    /// <summary>Races the model with its conversion; where there is none to rely on, the model is served as it was saved.</summary>
    /// <param name="saved">The model, which is taken over: it goes into the result, or is disposed of.</param>
    /// <param name="convert">Makes the same model on ONNX Runtime.</param>
    /// <param name="cancellationToken">Ends the race.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public ModelParts Choose(ModelParts saved, Func<ModelParts> convert, CancellationToken cancellationToken)
    {
        ModelParts? converted = null;
        try
        {
            converted = convert();
            Log.RaceStarted(logger);
            var result = race.Run(saved.Scoring, converted.Scoring, options.Value.MaximumBatchSize, cancellationToken);
            var chosen = Choose(saved, converted, result);
            Tell(result, chosen.Runtimes);
            return chosen;
        }
        catch (OperationCanceledException)
        {
            saved.Dispose();
            converted?.Dispose();
            throw;
        }
        catch (Exception exception)
        {
            converted?.Dispose();
            Log.ServedAsSaved(logger, ErrorText.InnermostSentence(exception));
            return saved;
        }
    }

    private static ModelParts Choose(ModelParts saved, ModelParts converted, RaceResult result)
    {
        if (result is { HasOneWinner: true, IsConvertedFasterAlone: false })
        {
            converted.Dispose();
            return saved;
        }

        // Only the network on TorchSharp can be explained.
        if (result.HasOneWinner && saved.Explanation is null)
        {
            saved.Dispose();
            return converted;
        }

        var alone = result.IsConvertedFasterAlone ? converted : saved;
        var batches = result.IsConvertedFasterInBatches ? converted : saved;
        return saved with
        {
            Chains = [.. saved.Chains, .. converted.Chains],
            Scoring = new RacedScoring(alone.Scoring, batches.Scoring, result.BatchesFrom),
            Runtimes = new ServingRuntimes(alone.Runtimes.Alone, batches.Runtimes.Batches, result.BatchesFrom),
        };
    }

    private void Tell(RaceResult result, ServingRuntimes runtimes) => Log.RaceEnded(
        logger,
        result.Pictures,
        Milliseconds(result.Saved.Alone),
        Milliseconds(result.Saved.Batch),
        Milliseconds(result.Converted.Alone),
        Milliseconds(result.Converted.Batch),
        runtimes.ToText());

    private static double Milliseconds(TimeSpan time) => Math.Round(time.TotalMilliseconds, 2);
}
