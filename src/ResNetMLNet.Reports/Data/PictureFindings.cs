using ResNetMLNet.Transforms.Data;

namespace ResNetMLNet.Reports.Data;

/// <summary>Findings of pictures that are bad by themselves.</summary>
internal static class PictureFindings
{
    /// <summary>The suggestion for what cannot be read.</summary>
    private const string Mend = "mend or remove it";

    /// <summary>What a folder leaves out of the data.</summary>
    public static IEnumerable<DataFinding> LeftOut(DataPart part, IEnumerable<PictureOmission> omissions) =>
        from omission in omissions
        let picture = new DataPicture(part, null, omission.Path, null)
        select omission.Reason == PictureOmissionReason.Unreadable
            ? new DataFinding(DataFindingKind.Unreadable, [picture], omission.Explanation, Mend)
            : new DataFinding(DataFindingKind.LeftOut, [picture], omission.Explanation, "move it if it should be learnt from");

    /// <summary>Those that cannot be read, that are blank, and that are tiny.</summary>
    /// <param name="entries">All pictures.</param>
    /// <param name="minimumSide">The side in pixels below which a picture may be tiny.</param>
    public static IEnumerable<DataFinding> Of(IReadOnlyList<PictureEntry> entries, int minimumSide)
    {
        var tinySide = TinySide(entries, minimumSide);
        return entries.SelectMany(entry => Of(entry, tinySide));
    }

    /// <summary>Where all are small, none is small for them: below half of the usual side.</summary>
    private static double TinySide(IEnumerable<PictureEntry> entries, int minimumSide)
    {
        int[] sides = [.. entries.Where(entry => entry.Look.Fault is null).Select(entry => entry.Look.Side).Order()];
        return sides.Length == 0 ? 0 : Math.Min(minimumSide, sides[sides.Length / 2] / 2.0);
    }

    private static IEnumerable<DataFinding> Of(PictureEntry entry, double tinySide)
    {
        var (picture, look) = (entry.Picture, entry.Look);
        if (look.Fault is { } fault)
        {
            yield return new(DataFindingKind.Unreadable, [picture], fault, Mend);
            yield break;
        }
        if (look.IsBlank)
        {
            yield return new(
                DataFindingKind.Blank,
                [picture],
                FormattableString.Invariant($"it is blank: its grey has a standard deviation of {look.Deviation:F1} of 255"),
                "remove it if nothing can be seen");
        }
        if (look.Side < tinySide)
        {
            yield return new(
                DataFindingKind.Tiny,
                [picture],
                FormattableString.Invariant($"it has {look.Width} x {look.Height} pixels, the others have many more"),
                "replace it by a larger one");
        }
    }
}
