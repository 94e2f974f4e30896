namespace ResNetMLNet.Pipelines.ImageFolder.Data;

/// <summary>Words for classes that are not the expected ones.</summary>
internal static class ClassNameText
{
    /// <summary>What is too many and what is missing, as part of a sentence.</summary>
    public static string Differences(IReadOnlyCollection<string> unknown, IReadOnlyCollection<string> missing) =>
        string.Join("; ", new[] { Part("unknown", unknown), Part("missing", missing) }.OfType<string>());

    private static string? Part(string what, IReadOnlyCollection<string> names) =>
        names.Count > 0 ? $"{what} {string.Join(", ", names.Select(name => $"'{name}'"))}" : null;
}
