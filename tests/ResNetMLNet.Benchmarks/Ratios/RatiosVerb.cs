using System.CommandLine;
using ResNetMLNet.Benchmarks.Report;
using ResNetMLNet.Benchmarks.Reporting;

namespace ResNetMLNet.Benchmarks.Ratios;

/// <summary>The verb <c>ratios</c>: our speed beside that of others, in turns, and what is worse than it was.</summary>
internal static class RatiosVerb
{
    /// <summary>Makes the option that shortens all.</summary>
    public static Option<bool> Quick() => new("--quick")
    {
        Description = "Take fewer rows: about five minutes on two cores.",
    };

    /// <summary>Makes the verb.</summary>
    public static Command Create()
    {
        var quick = Quick();
        var json = new Option<string?>("--json") { HelpName = "FILE", Description = "Write the lines to this file as JSON." };
        var only = new Option<string[]>("--only")
        {
            HelpName = "RACE",
            Description = "Run these races only; lines that need others are left out.",
            AllowMultipleArgumentsPerToken = true,
        };
        only.AcceptOnlyFromAmong([.. RaceName.All]);
        var command = new Command("ratios", "Compare training and scoring with a bare loop and with ONNX Runtime.")
        {
            quick, json, only,
        };
        command.SetAction((parsed, token) => RunAsync(
            new RatioPlan(parsed.GetValue(quick)), parsed.GetValue(only) ?? [], parsed.GetValue(json), token));
        return command;
    }

    private static async Task RunAsync(RatioPlan plan, string[] only, string? json, CancellationToken cancellationToken)
    {
        var races = await RatioMeasurement.RunAsync(plan, only is [] ? RaceName.All : only, Console.Error, cancellationToken);
        var rows = RatioRows.Of(races);
        if (json is not null)
            WholeFile.Write(json, RatioFile.Text(rows, Machine.Processor()));
        Console.Out.WriteLine(RatioTables.Of(rows));
        Console.Out.WriteLine(RatioTables.OfContenders(races.Values));
        foreach (var line in RatioFall.Text(rows, RatioFile.Committed(), Machine.Processor()))
            Console.Out.WriteLine(line);
    }
}
