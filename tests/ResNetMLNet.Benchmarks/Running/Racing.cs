using System.Diagnostics;
using System.Globalization;

namespace ResNetMLNet.Benchmarks.Running;

/// <summary>Runs races: all contenders are prepared first, then they take turns, one at a time.</summary>
internal static class Racing
{
    /// <summary>Runs a race and ends its processes.</summary>
    /// <exception cref="CommandLine.BenchmarkException">A contender failed or computed something else than others.</exception>
    public static async Task<RaceResult> RunAsync(Race race, TextWriter progress, CancellationToken cancellationToken)
    {
        var workers = new List<WorkerProcess>();
        try
        {
            var evidence = new Dictionary<string, Evidence>();
            if (race.Exact is { } exact)
            {
                await progress.WriteLineAsync($"{race.Title}: computing the exact loss");
                using var worker = WorkerProcess.Start(exact.Contender, exact.ToArguments());
                evidence[exact.Contender] = await worker.ReadAsync<Evidence>(cancellationToken);
            }
            foreach (var settings in race.Contenders)
            {
                await progress.WriteLineAsync($"{race.Title}: preparing {settings.Contender}");
                workers.Add(WorkerProcess.Start(settings.Contender, settings.ToArguments()));
                evidence[settings.Contender] = await workers[^1].ReadAsync<Evidence>(cancellationToken);
            }
            Agreement.Require(race, evidence);
            return new RaceResult(race, await RunRoundsAsync(race, workers, progress, cancellationToken));
        }
        finally
        {
            workers.ForEach(worker => worker.Dispose());
        }
    }

    private static async Task<Dictionary<string, IReadOnlyList<Round>>> RunRoundsAsync(
        Race race, List<WorkerProcess> workers, TextWriter progress, CancellationToken cancellationToken)
    {
        var rounds = race.Contenders.Select(_ => new List<Round>()).ToList();
        var clock = Stopwatch.StartNew();
        for (var number = 1; number <= race.Rounds && (number <= Race.LeastRounds || clock.Elapsed < race.Budget); number++)
        {
            for (var i = 0; i < workers.Count; i++)
                rounds[i].Add(await workers[i].RunAsync(cancellationToken));
            var speeds = race.Contenders.Select((settings, i) =>
                string.Create(CultureInfo.InvariantCulture, $"{settings.Contender} {rounds[i][^1].Speed:0}"));
            await progress.WriteLineAsync(
                $"{race.Title}: round {number} of {race.Rounds}, images/s: {string.Join(", ", speeds)}");
        }
        return race.Contenders.Select((settings, i) => (settings.Contender, Rounds: (IReadOnlyList<Round>)rounds[i]))
            .ToDictionary(entry => entry.Contender, entry => entry.Rounds);
    }
}
