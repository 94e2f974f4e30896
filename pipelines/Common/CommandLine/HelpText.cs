using System.CommandLine;
using System.CommandLine.Invocation;
using ResNetMLNet.Pipelines.Common.CommandLine.Training;
using ResNetMLNet.Pipelines.Common.Output;

namespace ResNetMLNet.Pipelines.Common.CommandLine;

/// <summary>The help of a program and of its verbs: every option with its default, under headings, without empty lines.</summary>
/// <param name="console">Where it is written.</param>
internal sealed class HelpText(ProgramConsole console) : SynchronousCommandLineAction
{
    private const int MostColumns = 100;
    private const int NameColumns = 28;

    /// <inheritdoc/>
    public override bool ClearsParseErrors => true;

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        var command = parseResult.CommandResult.Command;
        Write("", command.Description!);
        Write("", Usage(command));
        foreach (var argument in command.Arguments)
            Write(argument.HelpName ?? argument.Name, argument.Description!);
        foreach (var verb in command.Subcommands)
            Write(verb.Name, verb.Description!);
        foreach (var group in Groups(command, parseResult.RootCommandResult.Command))
            Write(group);
        return ExitCode.Done;
    }

    private static IEnumerable<OptionGroup> Groups(Command command, Command root) =>
        [.. GroupsOf(command), new OptionGroup("for all verbs", [.. root.Options.Where(option => option.Recursive)])];

    private static IReadOnlyList<OptionGroup> GroupsOf(Command command) => command is Verb verb
        ? verb.Groups
        : [new OptionGroup("without a verb", [.. command.Options.Where(option => !option.Recursive)])];

    private static string Usage(Command command) => command is RootCommand
        ? "Usage: VERB [options]; VERB --help tells a verb's options."
        : $"Usage: {string.Join(' ', [command.Name, .. command.Arguments.Select(Usage), "[options]"])}";

    private static string Usage(Argument argument) => $"{argument.HelpName ?? argument.Name} ...";

    private void Write(OptionGroup group)
    {
        console.ResultWriter.WriteLine($"{char.ToUpperInvariant(group.Heading[0])}{group.Heading[1..]}:");
        foreach (var option in group.Options.Where(option => !option.Hidden))
            Write($"{option.Name} {(option.ValueType == typeof(bool) ? "" : option.HelpName)}".Trim(), Description(option));
    }

    private static string Description(Option option) => option switch
    {
        TrainerOption trainer => trainer.Help,
        { Required: true } => $"{option.Description} [required]",
        { HasDefaultValue: true } => $"{option.Description} [default: {OptionWords.Of(option.GetDefaultValue())}]",
        _ => option.Description!,
    };

    /// <summary>Writes a name with a text beside it, in as many lines as that takes; a text alone begins at the left.</summary>
    private void Write(string name, string text)
    {
        var indent = name.Length > 0 ? NameColumns : 0;
        var width = Math.Clamp(console.Results.Profile.Width, NameColumns + 20, MostColumns) - indent;
        var line = (name.Length > 0 ? $"  {name} " : "").PadRight(indent);
        var start = line.Length;
        foreach (var word in text.Split(' ').SelectMany(word => Parts(word, width)))
        {
            if (line.Length > start && line.Length + word.TrimEnd().Length > width + indent)
            {
                console.ResultWriter.WriteLine(line.TrimEnd());
                line = new string(' ', indent);
                start = indent;
            }
            line += word;
        }
        console.ResultWriter.WriteLine(line.TrimEnd());
    }

    /// <summary>A word with the space behind it, or where it is too long for a line its parts: choices stand between bars.</summary>
    private static string[] Parts(string word, int width) =>
        word.Length <= width ? [$"{word} "] : $"{word} ".Replace("|", "|\n", StringComparison.Ordinal).Split('\n');
}
