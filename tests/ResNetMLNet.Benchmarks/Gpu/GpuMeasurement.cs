using System.Diagnostics;
using System.Globalization;

namespace ResNetMLNet.Benchmarks.Gpu;

/// <summary>Goes through the parts within a time.</summary>
internal static class GpuMeasurement
{
    /// <summary>Measures one part after another: one that fails is told, and the others follow.</summary>
    /// <param name="parts">The parts.</param>
    /// <param name="settings">How it is measured.</param>
    /// <param name="time">The time for all of it: a part that will not fit into what is left is left out.</param>
    /// <param name="progress">Hears how it goes.</param>
    /// <param name="keep">Gets all results so far behind each part: whoever is cut off has these.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static IReadOnlyList<GpuPartResult> Run(
        IReadOnlyList<GpuPart> parts,
        GpuSettings settings,
        TimeSpan time,
        TextWriter progress,
        Action<IReadOnlyList<GpuPartResult>> keep,
        CancellationToken cancellationToken)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        end.CancelAfter(time);
        var bench = new GpuBench(settings, progress, end.Token);
        var results = new List<GpuPartResult>();
        foreach (var (index, part) in parts.Index())
        {
            bench.Tell($"{index + 1} of {parts.Count}: {part.Name}");
            results.Add(Run(part, bench, time));
            cancellationToken.ThrowIfCancellationRequested();
            keep(results);
        }
        return results;
    }

    private static GpuPartResult Run(GpuPart part, GpuBench bench, TimeSpan time)
    {
        var left = (time - bench.Elapsed).TotalSeconds;
        if (left < part.Seconds)
        {
            var reason = string.Create(
                CultureInfo.InvariantCulture,
                $"it may take {part.Seconds:0} s, of which {Math.Max(0, left):0} s are left; give more --minutes");
            bench.Tell($"  skipped: {reason}");
            return new(part.Name, GpuPartState.Skipped, 0, reason, []);
        }
        var clock = Stopwatch.StartNew();
        var problem = Problem(part, bench);
        if (problem is not null)
            bench.Tell($"  failed: {problem}");
        var state = problem is null ? GpuPartState.Done : GpuPartState.Failed;
        return new(part.Name, state, clock.Elapsed.TotalSeconds, problem, bench.TakeFigures());
    }

    /// <summary>Why a part broke off; whatever it was, the others can still be measured.</summary>
    private static string? Problem(GpuPart part, GpuBench bench)
    {
        try
        {
            part.Measure(bench);
            bench.Settings.Synchronize();
            return null;
        }
        catch (OperationCanceledException)
        {
            return "its time was over before it was done; give more --minutes";
        }
        catch (Exception exception)
        {
            return $"{exception.GetType().Name}: {exception.Message}";
        }
    }
}
