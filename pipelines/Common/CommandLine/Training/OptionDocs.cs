using System.Text.RegularExpressions;
using System.Xml.Linq;
using ResNetMLNet.Training;

namespace ResNetMLNet.Pipelines.Common.CommandLine.Training;

/// <summary>
/// What the docstrings say of the trainer's options, from the file that the compiler writes beside the library: an option
/// that is documented has its help.
/// </summary>
internal static partial class OptionDocs
{
    private static readonly Lazy<Dictionary<string, XElement>> Summaries = new(() =>
        XDocument.Load(Path.Combine(AppContext.BaseDirectory, $"{typeof(ResNetTrainer).Assembly.GetName().Name}.xml"))
            .Descendants("member")
            .Where(member => member.Element("summary") is not null)
            .ToDictionary(member => member.Attribute("name")!.Value, member => member.Element("summary")!));

    /// <summary>The first clause of an option's docstring without its range, with the names of the command line.</summary>
    public static string Of(OptionPath path)
    {
        var owner = path.Property.DeclaringType!.FullName!.Replace('+', '.');
        var text = string.Concat(Summaries.Value[$"P:{owner}.{path.Property.Name}"].Nodes().Select(Text));
        return OptionNames.Translate(FirstClause().Match(Spaces().Replace(text, " ").Trim()).Value);
    }

    private static string Text(XNode node) => node switch
    {
        XElement { Name.LocalName: "see" } see => (see.Attribute("cref") ?? see.Attribute("langword"))!.Value.Split('.')[^1],
        XElement element => element.Value,
        _ => ((XText)node).Value,
    };

    [GeneratedRegex(@"^.*?(?=[.;:]( |$)| \(|, (at least|above|from \d))", RegexOptions.Singleline)]
    private static partial Regex FirstClause();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
