using System.Text.RegularExpressions;
using ArchUnitNET.Domain;
using ArchUnitNET.Loader;
using ResNetMLNet.Distributed;
using ResNetMLNet.OnnxRuntime.Scoring;
using ResNetMLNet.Reports;
using ResNetMLNet.Testing;
using ResNetMLNet.Tests.Documentation;
using ResNetMLNet.Training;
using ResNetMLNet.Transforms.Files;

namespace ResNetMLNet.Tests;

/// <summary>The map of <c>src</c> in the guide to the code: a folder uses those below it only.</summary>
[TestClass]
public sealed partial class FloorsTests
{
    private static readonly Lazy<ArchUnitNET.Domain.Architecture> _architecture = new(() => new ArchLoader()
        .LoadAssemblies(
            typeof(AtomicFile).Assembly,
            typeof(ModelReport).Assembly,
            typeof(FigureAssertions).Assembly,
            typeof(ResNetTrainer).Assembly,
            typeof(OnnxRuntimeTransformer).Assembly,
            typeof(MpiCommunicator).Assembly).Build());

    private static readonly Lazy<List<string>> _floors = new(() =>
        [.. FloorLine().Matches(new Guide("src/code.md").Text).Select(match => match.Groups[1].Value)]);

    [TestMethod]
    public void A_Folder_Should_Use_Those_Below_It_Only()
    {
        var upwards =
            from type in Ours
            from dependency in type.Dependencies
            let user = Floor(type)
            let used = Floor(dependency.Target)
            where used is not null && user != used && _floors.Value.IndexOf(used) < _floors.Value.IndexOf(user!)
            select $"{user} uses {used}: {type.FullName} names {dependency.Target.FullName}";

        Assert.AreEqual("", string.Join("\n", upwards.Distinct()));
    }

    [TestMethod]
    public void The_Map_Should_Have_Each_Folder_Once()
    {
        Assert.AreSequenceEqual(Ours.Select(type => Floor(type)!).Distinct().Order(), _floors.Value.Order());
    }

    [TestMethod]
    public void A_Namespace_Should_Be_In_One_Assembly_Whose_Name_It_Begins_With()
    {
        var strangers =
            from type in Ours
            let assembly = AssemblyOf(type)
            where type.Namespace.FullName != assembly && !type.Namespace.FullName.StartsWith(assembly + ".", StringComparison.Ordinal)
            select $"{type.FullName} is in {assembly}";

        Assert.AreEqual("", string.Join("\n", strangers));
    }

    private static IEnumerable<IType> Ours =>
        _architecture.Value.Types.Where(type => type.Namespace.FullName.StartsWith(nameof(ResNetMLNet), StringComparison.Ordinal));

    /// <summary>The assembly and the folder in it; null for what is not ours, such as the parameter of a generic type.</summary>
    private static string? Floor(IType type)
    {
        if (type.Namespace?.FullName is not { } name || !name.StartsWith(nameof(ResNetMLNet), StringComparison.Ordinal))
            return null;
        var assembly = AssemblyOf(type);
        return name == assembly ? assembly : $"{assembly}/{name[(assembly.Length + 1)..].Split('.')[0]}";
    }

    private static string AssemblyOf(IType type) => type.Assembly.Name.Split(',')[0];

    [GeneratedRegex(@"^(ResNetMLNet[\w./]*)  +\S", RegexOptions.Multiline)]
    private static partial Regex FloorLine();
}
