using System.Text.RegularExpressions;

namespace ResNetMLNet.Tests.Documentation;

[TestClass]
public sealed partial class GuideTests
{
    public static IEnumerable<string[]> Names => Guide.All.Select(guide => new[] { guide.Name });

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void Every_Example_Should_Compile_As_It_Is(string name) =>
        AssertNone(new Guide(name).Examples.SelectMany(example => example.Complaints));

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void Every_Link_Should_Lead_To_A_File_And_A_Heading(string name) => AssertNone(
        new Guide(name).Links.Where(link => !link.StartsWith("https:", StringComparison.Ordinal) && !Exists(name, link)));

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void Every_Command_Should_Name_A_Project_That_Exists(string name) => AssertNone(
        new Guide(name).Commands.SelectMany(command => ProjectOption().Matches(command)).Select(match => match.Groups[1].Value)
            .Where(project => !Directory.Exists(Path.Combine(Guide.Repository, project))));

    [TestMethod]
    public void The_Readme_Should_Have_150_Lines_At_Most() =>
        Assert.IsLessThanOrEqualTo(150, new Guide("README.md").Text.TrimEnd().Split('\n').Length);

    private static void AssertNone(IEnumerable<string> found) => Assert.AreEqual("", string.Join('\n', found));

    private static bool Exists(string name, string link)
    {
        var parts = link.Split('#');
        var path = parts[0].Length == 0 ? name : Path.Combine(Path.GetDirectoryName(name)!, parts[0]);
        var full = Path.GetFullPath(path, Guide.Repository);
        return parts.Length == 1
            ? Path.Exists(full)
            : File.Exists(full) && new Guide(Path.GetRelativePath(Guide.Repository, full)).Anchors.Contains(parts[1]);
    }

    [GeneratedRegex(@"--project (\S+)")]
    private static partial Regex ProjectOption();
}
