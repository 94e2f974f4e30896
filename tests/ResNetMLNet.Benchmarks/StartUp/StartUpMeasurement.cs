using ResNetMLNet.Benchmarks.Models;
using ResNetMLNet.Benchmarks.Ratios;
using ResNetMLNet.Benchmarks.Reporting;
using ResNetMLNet.Benchmarks.Running;

namespace ResNetMLNet.Benchmarks.StartUp;

/// <summary>Starts fresh processes and takes the medians of their steps.</summary>
internal static class StartUpMeasurement
{
    private const int Starts = 5;

    /// <summary>Measures all image sizes and gives the table.</summary>
    public static async Task<string> RunAsync(TextWriter progress, CancellationToken cancellationToken)
    {
        using var models = new ModelFolder();
        var columns = new List<List<StartUpTimes>>();
        foreach (var size in RatioPlan.Sizes)
        {
            var folder = await models.MakeAsync(size, classes: 10, progress, cancellationToken);
            var times = new List<StartUpTimes>();
            for (var start = 1; start <= Starts; start++)
            {
                await progress.WriteLineAsync($"start-up at {size} px: {start} of {Starts}");
                using var child = WorkerProcess.Start($"start-up at {size} px", StartUpChild.Arguments(folder, size));
                times.Add(await child.ReadAsync<StartUpTimes>(cancellationToken));
            }
            columns.Add(times);
        }
        return Table(columns);
    }

    private static string Table(List<List<StartUpTimes>> columns) => MarkdownTable.Of(
        ["step", .. RatioPlan.Sizes.Select(size => $"{size} px, ms")],
        columns[0][0].Steps.Select((step, index) => (IReadOnlyList<string>)
        [
            step.Step,
            .. columns.Select(times => Figure.Of(Statistics.Median(times.Select(one => one.Steps[index].Milliseconds)))),
        ]));
}
