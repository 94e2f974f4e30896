namespace ResNetMLNet.Distributed.Tests;

/// <summary>Runs the tests, or what one of them starts as a process.</summary>
internal static class Program
{
    public static async Task<int> Main(string[] args) =>
        args is [ScoringProcess.Verb, ..] ? ScoringProcess.Run(args) : await MicrosoftTestingPlatformApplication.RunAsync(args);
}
