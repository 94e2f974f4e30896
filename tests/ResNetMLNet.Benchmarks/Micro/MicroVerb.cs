using System.CommandLine;

namespace ResNetMLNet.Benchmarks.Micro;

/// <summary>The verb <c>micro</c>: single predictions with their allocations, by BenchmarkDotNet.</summary>
internal static class MicroVerb
{
    /// <summary>Makes the verb.</summary>
    public static Command Create()
    {
        var command = new Command("micro", "Measure time and allocation of single predictions with BenchmarkDotNet.");
        command.SetAction(async (_, token) =>
            await Console.Out.WriteLineAsync(await MicroMeasurement.RunAsync(Console.Error, token)));
        return command;
    }
}
