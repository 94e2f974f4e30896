using System.CommandLine;
using System.CommandLine.Help;
using ResNetMLNet.Distributed.Mpi;
using ResNetMLNet.Pipelines.Common.Output;
using ResNetMLNet.Transforms.Interop;

namespace ResNetMLNet.Pipelines.Common.CommandLine;

/// <summary>Runs a program's command; the one place that turns exceptions into exit codes.</summary>
internal static class ProgramCommand
{
    /// <summary>What is told of a verb that was cancelled.</summary>
    public const string CancelledText = "Cancelled: no file was written.";

    /// <summary>Parses the arguments, runs the verb and returns the exit code.</summary>
    /// <param name="command">The command with its verbs.</param>
    /// <param name="args">The arguments.</param>
    /// <param name="console">Where all is written.</param>
    /// <param name="cancellationToken">Ends the verb as Ctrl+C does.</param>
    public static int Run(RootCommand command, string[] args, ProgramConsole console, CancellationToken cancellationToken)
    {
        var threads = Options.Threads();
        command.Add(threads);
        command.Options.OfType<HelpOption>().Single().Action = new HelpText(console);

        // A word that begins with @ is a text or a name like others.
        var parsed = command.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        var unknown = UnknownOption(parsed, args);
        if (unknown is not null || parsed.Errors.Count > 0)
        {
            // All ranks of MPI are given the same words.
            if (MpiLauncher.Find(Environment.GetEnvironmentVariable) is null or { Rank: 0 })
                console.WriteError(unknown ?? DescribeErrors(parsed));
            return ExitCode.UserError;
        }

        ComputeThreads.Count = parsed.GetValue(threads);
        using var interrupt = new Interrupt(console);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(interrupt.Token, cancellationToken);
        try
        {
            return parsed.InvokeAsync(
                new InvocationConfiguration
                {
                    Output = console.ResultWriter,
                    Error = console.ProgressWriter,
                    EnableDefaultExceptionHandler = false,

                    // Ctrl+C is ours: the library's own handler ends the process before the model is written.
                    ProcessTerminationTimeout = null,
                },
                stop.Token).GetAwaiter().GetResult();
        }
        catch (Exception exception) when (stop.IsCancellationRequested && Interrupt.IsBehind(exception))
        {
            console.WriteNotice(CancelledText);
            return ExitCode.Cancelled;
        }
        catch (Exception exception)
        {
            console.WriteError(ErrorText.Describe(exception));
            return ExitCode.UserError;
        }
    }

    /// <summary>
    /// What is wrong with a word that is spelt like an option; null if nothing is. Where a verb takes files, the parser would
    /// take it for one of them. The value of an option may be spelt so.
    /// </summary>
    private static string? UnknownOption(ParseResult parsed, string[] args)
    {
        var command = parsed.CommandResult.Command;
        string[] names = [.. command.Options.Concat(parsed.RootCommandResult.Command.Options.Where(option => option.Recursive))
            .SelectMany(option => option.Aliases.Append(option.Name))];
        var word = args.TakeWhile(arg => arg != "--")
            .Intersect(ValuesOfNoOption(parsed))
            .Where(arg => arg.StartsWith("--", StringComparison.Ordinal))
            .Select(arg => arg.Split('=', ':')[0])
            .FirstOrDefault(arg => !names.Contains(arg));
        return word is null || command is RootCommand
            ? null
            : $"'{word}' is no option of '{command.Name}'{Suggestion.For(word, names)} See '{command.Name} --help'.";
    }

    private static IEnumerable<string> ValuesOfNoOption(ParseResult parsed) => parsed.CommandResult.Command.Arguments
        .SelectMany(argument => parsed.GetResult(argument)?.Tokens ?? [])
        .Select(token => token.Value)
        .Concat(parsed.UnmatchedTokens);

    private static string DescribeErrors(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        if (command is RootCommand)
        {
            var problem = parsed.UnmatchedTokens is [var word, ..]
                ? $"'{word}' is not a verb{Suggestion.For(word, command.Subcommands.Select(verb => verb.Name))}"
                : "No verb was given.";
            return $"{problem} Give {Verbs(command)}. See '--help'.";
        }

        var problems = string.Join(Environment.NewLine, parsed.Errors.Select(error => error.Message));
        return $"{problems} See '{command.Name} --help'.";
    }

    private static string Verbs(Command command)
    {
        var names = command.Subcommands.Select(verb => verb.Name).ToArray();
        return $"{string.Join(", ", names[..^1])} or {names[^1]}";
    }
}
