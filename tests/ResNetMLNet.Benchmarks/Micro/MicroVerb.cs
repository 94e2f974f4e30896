using System.CommandLine;

namespace ResNetMLNet.Benchmarks.Micro;

/// <summary>The verb <c>micro</c>: single predictions with their allocations, and pointwise convolutions, by BenchmarkDotNet.</summary>
internal static class MicroVerb
{
    /// <summary>Makes the verb.</summary>
    public static Command Create()
    {
        var command = new Command("micro", "Measure time and allocation of single predictions and of pointwise convolutions with BenchmarkDotNet.");
        command.SetAction(async (_, token) =>
            await Console.Out.WriteLineAsync(await MicroMeasurement.RunAsync(Console.Error, token)));
        return command;
    }
}
