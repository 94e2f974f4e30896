using System.Globalization;

namespace ResNetMLNet.Modeling;

/// <summary>Numbers of which a network has one for each of its groups of blocks.</summary>
internal static class GroupCounts
{
    /// <summary>The groups that every member of the family has.</summary>
    public const int Groups = 4;

    /// <summary>The most blocks of a group; the deepest published network, of 1,001 layers, has 111.</summary>
    public const int MostBlocks = 1_000;

    /// <summary>The most channels within a block.</summary>
    public const int MostChannels = 65_536;

    /// <summary>What is wrong with numbers, as a sentence; null for nothing, as for no numbers.</summary>
    public static string? Problem(string name, IReadOnlyList<int>? counts, int most) =>
        counts is null || (counts.Count == Groups && counts.All(count => count >= 1 && count <= most)) ? null : string.Create(
            CultureInfo.InvariantCulture,
            $"{name} is [{string.Join(", ", counts)}], it has to be {Groups} numbers from 1 to {most}, one a group, or null.");

    /// <summary>A copy of numbers, which the caller cannot change.</summary>
    /// <exception cref="ArgumentOutOfRangeException">They are not as they have to be.</exception>
    public static IReadOnlyList<int>? Checked(string name, IReadOnlyList<int>? counts, int most) =>
        Problem(name, counts, most) is { } problem ? throw new ArgumentOutOfRangeException(name, problem)
        : counts is null ? null
        : [.. counts];
}
