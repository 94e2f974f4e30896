using System.CommandLine;
using ResNetMLNet.Benchmarks.Growth;
using ResNetMLNet.Benchmarks.Micro;
using ResNetMLNet.Benchmarks.Ratios;
using ResNetMLNet.Benchmarks.Reporting;
using ResNetMLNet.Benchmarks.StartUp;

namespace ResNetMLNet.Benchmarks.Report;

/// <summary>The verb <c>report</c>: measures all and writes it into <c>benchmarks.md</c>, with a plot and the ratios beside it.</summary>
internal static class ReportVerb
{
    private const string Project = "tests/ResNetMLNet.Benchmarks";

    /// <summary>Makes the verb.</summary>
    public static Command Create()
    {
        var quick = RatiosVerb.Quick();
        var output = new Option<string>("--output")
        {
            HelpName = "FILE",
            Description = "The file to write into; the plot and the ratios lie beside it.",
            DefaultValueFactory = _ => Path.Combine(Project, "benchmarks.md"),
        };
        var command = new Command("report", "Measure all and write it down.") { quick, output };
        command.SetAction((parsed, token) => RunAsync(parsed.GetValue(quick), parsed.GetValue(output)!, token));
        return command;
    }

    private static async Task RunAsync(bool quick, string output, CancellationToken cancellationToken)
    {
        MeasuredPart.Check(output);
        var progress = Console.Error;
        var races = await RatioMeasurement.RunAsync(new RatioPlan(quick), RaceName.All, progress, cancellationToken);
        var startUp = await StartUpMeasurement.RunAsync(progress, cancellationToken);
        var growth = await GrowthMeasurement.RunAsync(quick, progress, cancellationToken);
        var micro = await MicroMeasurement.RunAsync(progress, cancellationToken);
        var plot = Path.ChangeExtension(output, "growth.svg");
        var ratios = RatioRows.Of(races);
        WholeFile.Write(plot, GrowthPlot.Svg(growth));
        WholeFile.Write(Path.ChangeExtension(output, "ratios.json"), RatioFile.Text(ratios, Machine.Processor()));
        MeasuredPart.Write(output, ReportText.Of(
            $"dotnet run -c Release --project {Project} -- report{(quick ? " --quick" : "")}",
            RatioTables.Of(ratios),
            RatioTables.OfContenders(races.Values),
            startUp,
            GrowthTable.Of(growth),
            Path.GetFileName(plot),
            micro));
    }
}
