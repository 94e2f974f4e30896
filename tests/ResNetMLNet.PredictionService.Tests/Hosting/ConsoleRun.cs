using ResNetMLNet.Pipelines.PredictionService;

namespace ResNetMLNet.PredictionService.Tests.Hosting;

/// <summary>What a start of the program that does not last writes.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">What it wrote to standard output.</param>
/// <param name="Error">What it wrote to standard error.</param>
internal sealed record ConsoleRun(int ExitCode, string Output, string Error)
{
    /// <summary>Starts it.</summary>
    public static async Task<ConsoleRun> Of(params string[] arguments)
    {
        var (originalOutput, originalError) = (Console.Out, Console.Error);
        using var output = new StringWriter();
        using var error = new StringWriter();
        Console.SetOut(output);
        Console.SetError(error);
        try
        {
            var exitCode = await App.RunAsync(arguments);
            return new ConsoleRun(exitCode, output.ToString(), error.ToString());
        }
        finally
        {
            Console.SetOut(originalOutput);
            Console.SetError(originalError);
        }
    }
}
