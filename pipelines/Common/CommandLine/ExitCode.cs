namespace ResNetMLNet.Pipelines.Common.CommandLine;

/// <summary>The program's exit codes.</summary>
internal static class ExitCode
{
    /// <summary>All that was asked for was done.</summary>
    public const int Done = 0;

    /// <summary>Something given to the program is wrong; the message on standard error says what.</summary>
    public const int UserError = 1;

    /// <summary>Ctrl+C, SIGINT, SIGTERM or SIGHUP.</summary>
    public const int Cancelled = 2;

    /// <summary>
    /// All that was asked for was done, and what was looked at fails: it misses a demand, or has something serious; the results say
    /// what.
    /// </summary>
    public const int Failed = 3;
}
