using System.Reflection;
using System.Text.RegularExpressions;

namespace ResNetMLNet.Tests.Documentation;

/// <summary>The README or one of the guides beside the code.</summary>
/// <param name="Name">Its path in the repository.</param>
internal sealed partial record Guide(string Name)
{
    private static readonly string[] _folders = ["src", "pipelines", "tests"];
    private static readonly string[] _built = ["bin", "obj"];

    public static string Repository { get; } = Path.GetFullPath(typeof(Guide).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == nameof(Repository)).Value!);

    public static IEnumerable<Guide> All =>
    [
        new("README.md"),
        .. _folders.SelectMany(folder => FilesIn(Path.Combine(Repository, folder)))
            .Select(path => new Guide(Path.GetRelativePath(Repository, path).Replace('\\', '/'))),
    ];

    public string Text { get; } = File.ReadAllText(Path.Combine(Repository, Name)).ReplaceLineEndings("\n");

    public IReadOnlyList<Example> Examples => [.. CSharpBlock().Matches(Text).Select(match => new Example(match.Groups[1].Value))];

    /// <summary>What the links and pictures outside of code name.</summary>
    public IEnumerable<string> Links => Link().Matches(Block().Replace(Text, "")).Select(match => match.Groups[1].Value);

    /// <summary>What follows <c>#</c> in links to its headings.</summary>
    public IEnumerable<string> Anchors => Heading().Matches(Block().Replace(Text, "")).Select(match => AnchorOf(match.Groups[1].Value));

    /// <summary>The lines of the blocks that have no language: commands for a terminal.</summary>
    public IEnumerable<string> Commands => PlainBlock().Matches(Text).SelectMany(match => match.Groups[1].Value.Split('\n'));

    public override string ToString() => Name;

    private static IEnumerable<string> FilesIn(string folder) =>
    [
        .. Directory.EnumerateFiles(folder, "*.md"),
        .. Directory.EnumerateDirectories(folder).Where(sub => !_built.Contains(Path.GetFileName(sub))).SelectMany(FilesIn),
    ];

    private static string AnchorOf(string heading) => NoPartOfAnchors().Replace(heading.ToLowerInvariant(), "").Replace(' ', '-');

    [GeneratedRegex(@"^```csharp\n(.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex CSharpBlock();

    [GeneratedRegex(@"^```\n(.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex PlainBlock();

    [GeneratedRegex(@"^```.*?^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Block();

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^#+ (.*)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex NoPartOfAnchors();
}
