using ResNetMLNet.Pipelines.FashionMnist;
using ResNetMLNet.Pipelines.FashionMnist.Output;
using Spectre.Console.Testing;

namespace ResNetMLNet.Tests.Pipelines;

/// <summary>One run of the program within the test's process.</summary>
internal sealed record ProgramRun(int ExitCode, string Results, string Progress)
{
    public static ProgramRun Of(params string[] args)
    {
        using var results = NewConsole();
        using var progress = NewConsole();
        var exitCode = App.Run(args, new ProgramConsole(results, progress, live: false));
        return new ProgramRun(exitCode, Clean(results.Output), Clean(progress.Output));
    }

    public static TestConsole NewConsole() => new TestConsole().Width(160);

    private static string Clean(string text) => text.ReplaceLineEndings("\n").Trim();
}
