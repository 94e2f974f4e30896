using System.CommandLine;
using ResNetMLNet.Benchmarks.Reporting;

namespace ResNetMLNet.Benchmarks.Growth;

/// <summary>The verb <c>growth</c>: what an image costs when rows, images, batches or classes grow.</summary>
internal static class GrowthVerb
{
    /// <summary>Makes the verb.</summary>
    public static Command Create()
    {
        var quick = new Option<bool>("--quick") { Description = "Leave out the longest cases." };
        var plot = new Option<string?>("--plot") { HelpName = "FILE", Description = "Write a plot to this file as SVG." };
        var command = new Command("growth", "Measure the cost of an image against rows, image size, batch and classes.")
        {
            quick, plot,
        };
        command.SetAction((parsed, token) => RunAsync(parsed.GetValue(quick), parsed.GetValue(plot), token));
        return command;
    }

    private static async Task RunAsync(bool quick, string? plot, CancellationToken cancellationToken)
    {
        var points = await GrowthMeasurement.RunAsync(quick, Console.Error, cancellationToken);
        if (plot is not null)
            WholeFile.Write(plot, GrowthPlot.Svg(points));
        Console.Out.WriteLine(GrowthTable.Of(points));
    }
}
