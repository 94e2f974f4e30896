using System.CommandLine;
using System.Runtime.InteropServices;
using ResNetMLNet.Benchmarks.CommandLine;
using ResNetMLNet.Benchmarks.Exchange;
using ResNetMLNet.Benchmarks.Gpu;
using ResNetMLNet.Benchmarks.Growth;
using ResNetMLNet.Benchmarks.Load;
using ResNetMLNet.Benchmarks.Micro;
using ResNetMLNet.Benchmarks.Photos;
using ResNetMLNet.Benchmarks.Profile;
using ResNetMLNet.Benchmarks.Ratios;
using ResNetMLNet.Benchmarks.Report;
using ResNetMLNet.Benchmarks.Running;
using ResNetMLNet.Benchmarks.StartUp;

namespace ResNetMLNet.Benchmarks;

/// <summary>The program as a function of its arguments; the one place that turns exceptions into exit codes.</summary>
internal static class App
{
    private const int Failed = 1;
    private const int Cancelled = 2;

    /// <summary>Runs the verb and returns the exit code: 0 done, 1 failed, 2 cancelled.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        using var cancellation = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Cancel);
        using var termination = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Cancel);
        try
        {
            return await CreateCommand().Parse(args).InvokeAsync(
                new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null },
                cancellation.Token);
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("Cancelled: nothing was written.");
            return Cancelled;
        }
        catch (Exception exception)
            when (exception is BenchmarkException or IOException or InvalidDataException or UnauthorizedAccessException
                or DllNotFoundException)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return Failed;
        }

        void Cancel(PosixSignalContext context)
        {
            // A worker is deep in native code and hears no token: it ends at once.
            if (args is [WorkerVerb.Name, ..])
                return;
            context.Cancel = true;
            cancellation.Cancel();
        }
    }

    /// <summary>Makes the command with all verbs.</summary>
    internal static RootCommand CreateCommand() => new(
        "Measures ResNetMLNet beside a bare TorchSharp loop, ONNX Runtime and ML.NET's ONNX transformer. "
        + "Exit codes: 0 done, 1 failed, 2 cancelled.")
    {
        RatiosVerb.Create(),
        GrowthVerb.Create(),
        StartUpVerb.Create(),
        PhotosVerb.Create(),
        ProfileVerb.Create(),
        MicroVerb.Create(),
        LoadVerb.Create(),
        ExchangeVerb.Create(),
        GpuVerb.Create(),
        ReportVerb.Create(),
        StartUpChild.Create(),
        WorkerVerb.Create(),
    };
}
