using ResNetMLNet.Reports.Data;
using ResNetMLNet.Reports.Html;
using ResNetMLNet.Transforms.Pictures;

namespace ResNetMLNet.Reports;

/// <summary>What the page of a report on data says: how much there is of each kind, then the pictures.</summary>
internal sealed class DataPage(DataReport report, long maximumPixels, CancellationToken cancellationToken)
{
    private const int FindingsShown = 40;
    private const int PicturesShown = 4;

    private readonly PictureRules _rules = new() { MaximumPixels = maximumPixels };

    /// <summary>Makes the page.</summary>
    /// <param name="title">The heading.</param>
    public Page Create(string title)
    {
        var parts = report.Counts.OrderBy(count => count.Key)
            .Select(count => $"{PageNumber.Count(count.Value)} for {DataText.Of(count.Key)}");
        var kinds = report.Findings.GroupBy(finding => finding.Kind).ToList();
        PageTable counts = new("Findings", ["finding", "number", "pictures", "serious"], [.. kinds.Select(Counts)]);
        PageSection findings = new("Findings", Note(kinds.Count)) { Tables = [counts] };
        return new(title, $"Pictures: {DataText.Listed(parts)}.", [findings, .. kinds.Select(Section)]);
    }

    private static string[] Counts(IGrouping<DataFindingKind, DataFinding> kind) =>
    [
        DataText.Of(kind.Key),
        PageNumber.Count(kind.Count()),
        PageNumber.Count(kind.Sum(finding => finding.Pictures.Count)),
        kind.First().IsSerious ? "yes" : "",
    ];

    private string Note(int kinds) => (kinds == 0 ? "Nothing was found. " : "")
        + (report.DoubtfulLabels is null ? "Doubtful labels were not looked for." : "");

    private PageSection Section(IGrouping<DataFindingKind, DataFinding> kind)
    {
        var more = kind.Count() - FindingsShown;
        return new(Capital(DataText.Of(kind.Key)), more > 0 ? $"The first {FindingsShown} of {PageNumber.Count(kind.Count())}." : "")
        {
            Cards = [.. kind.Take(FindingsShown).Select(Card)],
        };
    }

    private PageCard Card(DataFinding finding) => new(
        string.Join(", ", finding.Pictures.Take(PicturesShown).Select(picture => picture.Name))
            + (finding.Pictures.Count > PicturesShown ? $" and {PageNumber.Count(finding.Pictures.Count - PicturesShown)} more" : ""),
        $"{Capital(finding.Text)}: {finding.Suggestion}.",
        [.. finding.Pictures.Take(PicturesShown).Select(Image).OfType<PageImage>()]);

    /// <summary>A picture; null where it has no file, or one that cannot be read, which the finding says.</summary>
    private PageImage? Image(DataPicture picture)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (picture is not { Path: { } path, Row: not null })
            return null;
        try
        {
            using var encoded = EncodedPicture.Open(path, _rules);
            using var decoded = encoded.Decode();
            using var bitmap = Pictures.ImagePictures.Bitmap(decoded);
            return new(PictureUri.Of(bitmap), picture.Name);
        }
        catch (UnreadablePictureException)
        {
            return null;
        }
    }

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
