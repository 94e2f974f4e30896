namespace ResNetMLNet.Reports.Data;

/// <summary>Findings of pictures that are there more than once.</summary>
internal static class CopyFindings
{
    /// <summary>The findings.</summary>
    /// <param name="entries">The pictures that can be read.</param>
    /// <param name="families">For each the first that it is the same as or nearly so.</param>
    public static IEnumerable<DataFinding> Of(IReadOnlyList<PictureEntry> entries, int[] families) =>
        entries.Zip(families)
            .GroupBy(pair => pair.Second, pair => pair.First)
            .SelectMany(family => Of([.. family.GroupBy(entry => entry.Look.Pixels).Select(copies => copies.ToList())]));

    private static IEnumerable<DataFinding> Of(List<List<PictureEntry>> family) =>
        family.Where(copies => copies.Count > 1).SelectMany(Same).Concat(family.Count > 1 ? Near(family) : []);

    private static IEnumerable<DataFinding> Same(List<PictureEntry> same) => Findings(
        same,
        same.Select(entry => entry.Look.Content).Distinct().Count() == 1 ? "the same file" : "the same pixels in another file",
        DataFindingKind.Duplicate,
        "keep one of them");

    /// <summary>Each of the pictures once in a class and a part: the others are told of already.</summary>
    private static IEnumerable<DataFinding> Near(List<List<PictureEntry>> family) => Findings(
        [.. family.SelectMany(copies => copies.DistinctBy(entry => (entry.Picture.Part, entry.Picture.Label)))],
        "nearly the same picture",
        DataFindingKind.NearDuplicate,
        "keep one of them, or keep them together when pictures are held out");

    private static IEnumerable<DataFinding> Findings(List<PictureEntry> alike, string what, DataFindingKind kind, string suggestion)
    {
        DataPicture[] pictures = [.. alike.Select(entry => entry.Picture)];
        string[] parts = [.. pictures.Select(picture => picture.Part).Distinct().Order().Select(DataText.Of)];
        string[] classes = [.. pictures.Select(picture => picture.Label).OfType<string>().Distinct().Order(StringComparer.Ordinal)];
        if (parts.Length > 1)
        {
            yield return new(
                DataFindingKind.InTwoParts,
                pictures,
                $"{what} in {DataText.Listed(parts)}",
                $"keep it out of {DataText.Listed(parts[..^1])}");
        }
        if (classes.Length > 1)
        {
            yield return new(
                DataFindingKind.InTwoClasses,
                pictures,
                $"{what} in the classes {DataText.Quoted(classes)}",
                "keep it in the class that it belongs to");
        }
        if (parts.Length == 1 && classes.Length <= 1)
            yield return new(kind, pictures, $"{what} {Times(pictures.Length)}", suggestion);
    }

    private static string Times(int count) => count == 2 ? "twice" : FormattableString.Invariant($"{count:N0} times");
}
