using System.CommandLine;

namespace ResNetMLNet.Benchmarks.StartUp;

/// <summary>The verb <c>startup</c>: what passes from the start of a process to its second prediction.</summary>
internal static class StartUpVerb
{
    /// <summary>Makes the verb.</summary>
    public static Command Create()
    {
        var command = new Command("startup", "Measure loading and the first predictions in fresh processes.");
        command.SetAction(async (_, token) =>
            await Console.Out.WriteLineAsync(await StartUpMeasurement.RunAsync(Console.Error, token)));
        return command;
    }
}
