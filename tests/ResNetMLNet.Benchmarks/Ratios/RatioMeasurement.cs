using ResNetMLNet.Benchmarks.Models;
using ResNetMLNet.Benchmarks.Running;

namespace ResNetMLNet.Benchmarks.Ratios;

/// <summary>Runs the races of the comparison.</summary>
internal static class RatioMeasurement
{
    /// <summary>Runs races one after another.</summary>
    /// <param name="plan">The rows.</param>
    /// <param name="names">The races to run, of <see cref="RaceName.All"/>.</param>
    /// <param name="progress">Hears of each round.</param>
    /// <param name="cancellationToken">Ends all processes.</param>
    /// <returns>The results by race.</returns>
    public static async Task<IReadOnlyDictionary<string, RaceResult>> RunAsync(
        RatioPlan plan, IReadOnlyCollection<string> names, TextWriter progress, CancellationToken cancellationToken)
    {
        using var models = new ModelFolder();
        var results = new Dictionary<string, RaceResult>();
        foreach (var race in plan.Races(models.FolderOf).Where(race => names.Contains(race.Title)))
        {
            var settings = race.Contenders[0];
            if (race.NeedsModel)
                await models.MakeAsync(settings.Size, settings.Classes, progress, cancellationToken);
            results[race.Title] = await Racing.RunAsync(race, progress, cancellationToken);
        }
        return results;
    }
}
