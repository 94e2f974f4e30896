using System.CommandLine;
using ResNetMLNet.Benchmarks.CommandLine;
using ResNetMLNet.Benchmarks.Reporting;
using ResNetMLNet.Interop;

namespace ResNetMLNet.Benchmarks.Gpu;

/// <summary>The verb <c>gpu</c>: all that is to be known of a GPU, in one command.</summary>
internal static class GpuVerb
{
    private const int Failed = 1;
    private const int AllRows = 60_000;
    private const int DryRows = 512;
    private const double DefaultMinutes = 8;

    /// <summary>Makes the verb.</summary>
    public static Command Create()
    {
        var json = new Option<string?>("--json")
        {
            HelpName = "FILE", Description = "Write all figures to this file as JSON, anew behind each part.",
        };
        var dryRun = new Option<bool>("--dry-run") { Description = "Do all of it on the CPU, with few rows and epochs." };
        var (rows, minutes) = (Rows(), Minutes());
        var command = new Command("gpu", "Check and measure training and scoring on a GPU.") { json, dryRun, rows, minutes };
        command.SetAction((parsed, token) =>
        {
            var settings = Settings(parsed.GetValue(dryRun), parsed.GetValue(rows));
            var time = TimeSpan.FromMinutes(parsed.GetValue(minutes));
            return Task.Run(() => Run(settings, time, parsed.GetValue(json), token), token);
        });
        return command;
    }

    private static Option<int?> Rows()
    {
        var rows = new Option<int?>("--rows")
        {
            HelpName = "COUNT", Description = $"The most training images; {AllRows}, and {DryRows} in a dry run.",
        };
        rows.Validators.Add(result =>
        {
            if (result.GetValue(rows) < DryRows)
                result.AddError($"--rows is {result.GetValue(rows)}; it must be at least {DryRows}: fewer make no batches to be timed.");
        });
        return rows;
    }

    private static Option<double> Minutes()
    {
        var minutes = new Option<double>("--minutes")
        {
            HelpName = "COUNT",
            Description = "The time for all of it: parts that do not fit are left out.",
            DefaultValueFactory = _ => DefaultMinutes,
        };
        minutes.Validators.Add(result =>
        {
            if (result.GetValue(minutes) is not (> 0 and <= 600))
                result.AddError($"--minutes is {result.GetValue(minutes)}; it must be above 0 and at most 600.");
        });
        return minutes;
    }

    private static GpuSettings Settings(bool isDryRun, int? rows)
    {
        if (!isDryRun && CudaDevices.Count == 0)
        {
            throw new BenchmarkException(
                "libtorch sees no CUDA device. Set RESNETMLNET_TORCH_LIB to the folder torch/lib of a PyTorch with CUDA, in a build with "
                + "-p:ResNetMLNetCpuBackend=false, or add --dry-run for the CPU.");
        }
        return new GpuSettings(isDryRun, rows ?? (isDryRun ? DryRows : AllRows));
    }

    private static int Run(GpuSettings settings, TimeSpan time, string? json, CancellationToken cancellationToken)
    {
        NativeAllocator.KeepFreedMemory();
        NativeLibraries.EnsureLoaded();
        var report = Report(GpuMeasurement.Run(
            GpuPlan.Parts, settings, time, Console.Error, parts => Keep(Report(parts)), cancellationToken));
        Console.Out.Write(report.Table());
        return report.IsWhole ? 0 : Failed;

        GpuReport Report(IReadOnlyList<GpuPartResult> parts) => new(settings.Device.ToString(), settings.IsDryRun, settings.Rows, parts);

        void Keep(GpuReport soFar)
        {
            if (json is not null)
                WholeFile.Write(json, soFar.Json());
        }
    }
}
