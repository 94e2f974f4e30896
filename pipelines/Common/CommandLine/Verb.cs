using System.CommandLine;

namespace ResNetMLNet.Pipelines.Common.CommandLine;

/// <summary>A verb of a program, with its options under headings.</summary>
internal sealed class Verb : Command
{
    /// <summary>Makes a verb whose options need no headings.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="description">What it does.</param>
    /// <param name="options">Its options in the order of the help.</param>
    public Verb(string name, string description, params IEnumerable<Option> options)
        : this(name, description, [new OptionGroup("options", [.. options])])
    {
    }

    /// <summary>Makes a verb.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="description">What it does.</param>
    /// <param name="groups">Its options, those of one heading once or more often.</param>
    public Verb(string name, string description, IReadOnlyList<OptionGroup> groups)
        : base(name, description)
    {
        Groups = groups;
        foreach (var option in groups.SelectMany(group => group.Options))
            Add(option);
    }

    /// <summary>The options under their headings.</summary>
    public IReadOnlyList<OptionGroup> Groups { get; }

    /// <summary>Sets what the verb does, which gives the exit code.</summary>
    public Verb Does(Func<ParseResult, CancellationToken, int> action)
    {
        SetAction((parsed, token) => Task.FromResult(action(parsed, token)));
        return this;
    }
}
