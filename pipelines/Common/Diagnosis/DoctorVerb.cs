using System.Globalization;
using ResNetMLNet.Diagnostics;
using ResNetMLNet.Pipelines.Common.CommandLine;
using ResNetMLNet.Pipelines.Common.Output;
using ResNetMLNet.Transforms.Interop;

namespace ResNetMLNet.Pipelines.Common.Diagnosis;

/// <summary>The verb <c>doctor</c>: what the machine is, and what it computes right.</summary>
internal static class DoctorVerb
{
    private const string Name = "doctor";
    private const string SweepName = "--sweep";

    /// <summary>Makes the verb.</summary>
    public static Verb Create(ProgramConsole console)
    {
        var json = Options.Json("the report as JSON");

        // The program calls itself by it, since a kernel may end the process that tries it.
        var sweep = Options.Number(SweepName, "N", "Try kernels from this number on.", 0, int.MaxValue);
        sweep.Hidden = true;
        return new Verb(Name, "Describe the machine and try all convolutions of the networks on it (a minute or two).", json, sweep)
            .Does((parsed, cancellationToken) =>
                parsed.GetValue(sweep) is { } first ? Sweep(console, first) : Report(console, parsed.GetValue(json), cancellationToken));
    }

    private static int Sweep(ProgramConsole console, int first)
    {
        Doctor.SweepKernels(console.ResultWriter, first);
        return ExitCode.Done;
    }

    private static int Report(ProgramConsole console, bool json, CancellationToken cancellationToken)
    {
        var report = console.During("Trying convolutions ...", status => Doctor.Examine(
            [Name, .. Threads(), SweepName], new StatusProgress(text => status($"Trying convolutions: {text}")), cancellationToken));
        report = report with { Facts = [.. report.Facts, .. PictureFacts.Read()] };
        if (json)
            console.ResultWriter.WriteLine(JsonText.Of(DoctorJson.Of(report)));
        else
            Write(console, report);
        return report.ComputesRight ? ExitCode.Done : ExitCode.UserError;
    }

    private static string[] Threads() => ComputeThreads.Count is { } count
        ? ["--threads", count.ToString(CultureInfo.InvariantCulture)]
        : [];

    private static void Write(ProgramConsole console, MachineReport report)
    {
        console.Results.Write(DoctorTables.Facts(report));
        var states = Enum.GetValues<KernelState>()
            .Select(state => $"{report.Kernels.Count(kernel => kernel.State == state)} {state.ToString().ToLowerInvariant()}");
        console.ResultWriter.WriteLine($"{report.Kernels.Count} convolutions were tried: {string.Join(", ", states)}.");
        var worthTelling = report.Kernels.Where(kernel => kernel.State != KernelState.Right).ToList();
        if (worthTelling.Count > 0)
            console.Results.Write(DoctorTables.Kernels(worthTelling));
        if (report.Remedy is { } remedy)
            console.ResultWriter.WriteLine(remedy);
    }
}
