using System.CommandLine;
using ResNetMLNet.Pipelines.Common.CommandLine;
using ResNetMLNet.Pipelines.Common.Output;

namespace ResNetMLNet.Pipelines.Claims;

/// <summary>The program as a function of its arguments and its console.</summary>
internal static class App
{
    /// <summary>Parses the arguments, runs the verb and returns the exit code.</summary>
    /// <param name="args">The arguments.</param>
    /// <param name="console">Where all is written.</param>
    /// <param name="cancellationToken">Ends the verb as Ctrl+C does.</param>
    public static int Run(string[] args, ProgramConsole console, CancellationToken cancellationToken = default) =>
        ProgramCommand.Run(CreateCommand(console), args, console, cancellationToken);

    private static RootCommand CreateCommand(ProgramConsole console) =>
        new("Decides on claims by their text and their photo, with a text trainer and a ResNet in one ML.NET pipeline.")
        {
            Train.Create(console),
            Ask.Create(console),
        };
}
