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

    /// <summary>Networks with blocks and channels of their own.</summary>
    public static IEnumerable<object[]> Own =>
    [
        [new ResNetDescription(Layout: ResNetLayout.Torchvision) { Blocks = [1, 2, 1, 3], Widths = [12, 20, 36, 24] }],
        [new ResNetDescription(ResNetArchitecture.ResNet50, PreActivation: true) { Blocks = [2, 1, 1, 1], Widths = [8, 5, 16, 20] }],
        [new ResNetDescription { Widths = [16, 16, 16, 16] }],
    ];

    /// <summary>Both kinds of blocks in both layouts, activated first.</summary>
    public static IEnumerable<object[]> PreActivated => Kinds.Where(row => ((ResNetDescription)row[0]).PreActivation);

    /// <summary>One member of every kind: both blocks in both layouts and with both places of the activation.</summary>
    public static IEnumerable<object[]> Kinds =>
        from architecture in new[] { ResNetArchitecture.ResNet18, ResNetArchitecture.ResNet50 }
        from layout in Enum.GetValues<ResNetLayout>()
        from isPreActivated in new[] { false, true }
        select new object[] { new ResNetDescription(architecture, layout, PreActivation: isPreActivated) };
}
