using ResNetMLNet.Reports.Data;

namespace ResNetMLNet.Reports.Labels;

/// <summary>A doubtful label as a finding.</summary>
internal static class DoubtfulFinding
{
    /// <summary>The finding.</summary>
    /// <param name="found">The label.</param>
    /// <param name="picture">The picture of its row.</param>
    public static DataFinding Of(DoubtfulLabel found, DataPicture picture) => new(
        DataFindingKind.Mislabeled,
        [picture],
        FormattableString.Invariant(
            $"it is labelled '{found.Label}' and looks like '{found.SuggestedLabel}', by a margin of {found.Margin:F2}"),
        $"look at it, and move it to '{found.SuggestedLabel}' if that is right");
}
