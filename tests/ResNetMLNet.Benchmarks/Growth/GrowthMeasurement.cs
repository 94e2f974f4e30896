using System.Globalization;
using ResNetMLNet.Benchmarks.Contenders;
using ResNetMLNet.Benchmarks.Models;
using ResNetMLNet.Benchmarks.Reporting;
using ResNetMLNet.Benchmarks.Running;

namespace ResNetMLNet.Benchmarks.Growth;

/// <summary>Runs the cases, each in a process of its own, so that its memory is its own.</summary>
internal static class GrowthMeasurement
{
    /// <summary>Runs all cases one after another.</summary>
    public static async Task<IReadOnlyList<GrowthPoint>> RunAsync(
        bool quick, TextWriter progress, CancellationToken cancellationToken)
    {
        using var models = new ModelFolder();
        var points = new List<GrowthPoint>();
        foreach (var growthCase in GrowthPlan.Cases(quick, models.FolderOf))
        {
            var settings = growthCase.Settings;
            if (settings.Contender == ContenderName.ScoreFloat32)
                await models.MakeAsync(settings.Size, settings.Classes, progress, cancellationToken);
            points.Add(await RunAsync(growthCase, cancellationToken));
            await progress.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"{growthCase.Line}, {growthCase.Value}: {points[^1].Seconds * 1e6:0} µs an image"));
        }
        return points;
    }

    private static async Task<GrowthPoint> RunAsync(GrowthCase growthCase, CancellationToken cancellationToken)
    {
        using var worker = WorkerProcess.Start(growthCase.Settings.Contender, growthCase.Settings.ToArguments());
        await worker.ReadAsync<Evidence>(cancellationToken);
        var rounds = new List<Round>();
        for (var round = 0; round < growthCase.Rounds; round++)
            rounds.Add(await worker.RunAsync(cancellationToken));
        return new GrowthPoint(
            growthCase, 1 / Statistics.Median(rounds.Select(round => round.Speed)), rounds.Max(round => round.PeakBytes));
    }
}
