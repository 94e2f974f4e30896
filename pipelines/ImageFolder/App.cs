using System.CommandLine;
using ResNetMLNet.Pipelines.Common.CommandLine;
using ResNetMLNet.Pipelines.Common.Diagnosis;
using ResNetMLNet.Pipelines.Common.Output;

namespace ResNetMLNet.Pipelines.ImageFolder;

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
        new("Trains a ResNet on a folder of pictures with a sub-folder for each class through ML.NET, and uses the model. "
            + "Exit codes: 0 done, 1 error, 2 cancelled.")
        {
            Train.Create(console),
            Evaluate.Create(console),
            Predict.Create(console),
            Export.Create(console),
            DoctorVerb.Create(console),
        };
}
