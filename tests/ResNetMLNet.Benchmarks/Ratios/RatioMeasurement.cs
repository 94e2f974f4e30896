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
        foreach (var size in RatioPlan.Sizes)
        {
            var folder = models.FolderOf(size, classes: 10);
            Race[] races =
                [plan.Fit(size, folder), plan.Score(size, folder), plan.Predict(size, folder), plan.Read(size, folder)];
            foreach (var race in races.Where(race => names.Contains(race.Title)))
            {
                if (race.Title != RaceName.Fit(size) && race.Title != RaceName.Read(size))
                    await models.MakeAsync(size, classes: 10, progress, cancellationToken);
                results[race.Title] = await Racing.RunAsync(race, progress, cancellationToken);
            }
        }
        return results;
    }
}
