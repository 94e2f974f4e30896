namespace ResNetMLNet.Reports.Data;

/// <summary>Findings of classes that have too few pictures for training.</summary>
internal static class ClassFindings
{
    /// <summary>The findings.</summary>
    /// <param name="entries">The pictures that can be read.</param>
    /// <param name="maximumImbalance">How many times as many pictures as the smallest class the largest may have.</param>
    public static IEnumerable<DataFinding> Of(IEnumerable<PictureEntry> entries, double maximumImbalance)
    {
        var classes = entries.Select(entry => entry.Picture)
            .Where(picture => picture is { Part: DataPart.Training, Label: not null })
            .GroupBy(picture => picture.Label!)
            .Select(group => group.ToList())
            .OrderBy(pictures => pictures.Count)
            .ThenBy(pictures => pictures[0].Label, StringComparer.Ordinal)
            .ToList();
        foreach (var pictures in classes.Where(pictures => pictures.Count == 1))
        {
            yield return new(
                DataFindingKind.OnePicture,
                pictures,
                $"the class '{pictures[0].Label}' has one picture",
                "add pictures, or remove the class");
        }
        if (classes.Count > 1 && classes[^1].Count > maximumImbalance * classes[0].Count)
            yield return Imbalance(classes[^1], classes[0]);
    }

    private static DataFinding Imbalance(List<DataPicture> largest, List<DataPicture> smallest) => new(
        DataFindingKind.Imbalance,
        [],
        FormattableString.Invariant(
            $"the class '{largest[0].Label}' has {largest.Count:N0} pictures, '{smallest[0].Label}' has {smallest.Count:N0}"),
        $"add pictures of '{smallest[0].Label}', and judge a model by each class's recall");
}
