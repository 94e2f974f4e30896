using ResNetMLNet.Modeling;

namespace ResNetMLNet.Tests.Modeling;

/// <summary>The members of the family for tests that run over all of them.</summary>
internal static class Family
{
    /// <summary>Every member in both layouts.</summary>
    public static IEnumerable<object[]> Members =>
        from architecture in Enum.GetValues<ResNetArchitecture>()
        from layout in Enum.GetValues<ResNetLayout>()
        select new object[] { new ResNetDescription(architecture, layout) };

    /// <summary>Both kinds of blocks in both layouts, activated first.</summary>
    public static IEnumerable<object[]> PreActivated => Kinds.Where(row => ((ResNetDescription)row[0]).PreActivation);

    /// <summary>One member of every kind: both blocks in both layouts and with both places of the activation.</summary>
    public static IEnumerable<object[]> Kinds =>
        from architecture in new[] { ResNetArchitecture.ResNet18, ResNetArchitecture.ResNet50 }
        from layout in Enum.GetValues<ResNetLayout>()
        from isPreActivated in new[] { false, true }
        select new object[] { new ResNetDescription(architecture, layout, PreActivation: isPreActivated) };
}
