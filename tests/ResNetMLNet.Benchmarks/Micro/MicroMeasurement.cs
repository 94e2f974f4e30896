using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using ResNetMLNet.Benchmarks.CommandLine;
using ResNetMLNet.Benchmarks.Models;
using ResNetMLNet.Benchmarks.Ratios;

namespace ResNetMLNet.Benchmarks.Micro;

/// <summary>Runs BenchmarkDotNet in this process: a generated project would not find the patched native library.</summary>
internal static class MicroMeasurement
{
    /// <summary>Runs the benchmarks and gives BenchmarkDotNet's own tables.</summary>
    /// <exception cref="BenchmarkException">A benchmark failed.</exception>
    public static async Task<string> RunAsync(TextWriter progress, CancellationToken cancellationToken)
    {
        using var models = new ModelFolder();
        foreach (var size in RatioPlan.Sizes)
            await models.MakeAsync(size, classes: 10, progress, cancellationToken);
        PredictionBenchmarks.FolderOf = size => models.FolderOf(size, classes: 10);
        var artifacts = models.FolderOf(size: 0, classes: 0);
        var tables = new[] { typeof(PredictionBenchmarks), typeof(PointwiseBenchmarks) }
            .Select(benchmarks => Table(benchmarks, artifacts, cancellationToken));
        return string.Join('\n', tables);
    }

    private static string Table(Type benchmarks, string artifacts, CancellationToken cancellationToken)
    {
        var log = new AccumulationLogger();
        var summary = BenchmarkRunner.Run(benchmarks, ManualConfig.CreateEmpty()
            .AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance))
            .AddDiagnoser(MemoryDiagnoser.Default)
            .AddColumnProvider(DefaultColumnProviders.Instance)
            .AddLogger(log)
            .WithArtifactsPath(artifacts));
        cancellationToken.ThrowIfCancellationRequested();
        if (summary.HasCriticalValidationErrors || summary.Reports.Any(report => !report.Success))
            throw new BenchmarkException($"BenchmarkDotNet failed:{Environment.NewLine}{log.GetLog()}");
        var table = new AccumulationLogger();
        MarkdownExporter.GitHub.ExportToLog(summary, table);
        return table.GetLog().Trim() + "\n";
    }
}
