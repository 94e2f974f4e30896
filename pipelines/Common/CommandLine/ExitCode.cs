namespace ResNetMLNet.Pipelines.Common.CommandLine;

/// <summary>The program's exit codes.</summary>
internal static class ExitCode
{
    /// <summary>All that was asked for was done.</summary>
    public const int Done = 0;

    /// <summary>Something given to the program is wrong; the message on standard error says what.</summary>
    public const int UserError = 1;

    /// <summary>All was done, and the result misses what was demanded of it.</summary>
    public const int Missed = 3;

    /// <summary>Ctrl+C, SIGINT, SIGTERM or SIGHUP.</summary>
    public const int Cancelled = 2;
}
