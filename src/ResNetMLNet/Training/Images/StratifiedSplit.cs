using System.Globalization;
using Microsoft.ML.Runtime;

namespace ResNetMLNet.Training.Images;

/// <summary>Holds a share of each class's rows out of a training set.</summary>
internal static class StratifiedSplit
{
    private const int FewestTrainRows = 2;

    /// <summary>
    /// Divides a set by a seed; both parts keep the order of rows and share the images. A class's share is rounded, and one of
    /// its rows at least stays in the training part.
    /// </summary>
    /// <exception cref="InvalidOperationException">Too few rows would be left in one of the parts.</exception>
    public static (ImageSet Train, ImageSet Validation) Split(
        IExceptionContext context, ImageSet images, double fraction, int seed)
    {
        if (Problem(images.Count, fraction) is { } problem)
            throw context.Except(problem);
        var heldOut = HeldOut(images.Labels, fraction, seed);
        if (!heldOut.Contains(true))
            throw context.Except(Nothing(images.Count, fraction) + Remedy(images.Labels.CountBy(label => label).Max(rows => rows.Value)));
        return (images.Part(Rows(held: false)), images.Part(Rows(held: true)));

        int[] Rows(bool held) => [.. Enumerable.Range(0, images.Count).Where(row => heldOut[row] == held)];
    }

    /// <summary>Which rows a division by a seed holds out.</summary>
    public static bool[] HeldOut(IReadOnlyList<int> labels, double fraction, int seed)
    {
        var heldOut = new bool[labels.Count];
        foreach (var rows in Enumerable.Range(0, labels.Count).ToLookup(row => labels[row]))
            HoldOut(heldOut, [.. rows], fraction, new SplitMix64(seed, rows.Key));
        return heldOut;
    }

    /// <summary>Says what is wrong with a division, as far as the number of rows shows it; null if nothing is.</summary>
    public static string? Problem(long rowCount, double fraction)
    {
        var trainRows = rowCount - Share(rowCount, fraction);
        if (trainRows == rowCount)
            return Nothing(rowCount, fraction) + ". Raise it, give more rows, or give a ValidationSet instead.";
        if (trainRows >= FewestTrainRows)
            return null;
        return $"{Text(rowCount, fraction)} leaves {trainRows} to train on, but {FewestTrainRows} are needed at least. "
            + "Lower it, give more rows, or give a ValidationSet instead.";
    }

    /// <summary>Chooses rows of one class: the first steps of a shuffle.</summary>
    private static void HoldOut(bool[] heldOut, int[] rows, double fraction, SplitMix64 random)
    {
        var count = Math.Min(Share(rows.Length, fraction), rows.Length - 1);
        for (var i = 0; i < count; i++)
        {
            var chosen = i + random.NextBelow(rows.Length - i);
            heldOut[rows[chosen]] = true;
            rows[chosen] = rows[i];
        }
    }

    private static long Share(long rowCount, double fraction) =>
        (long)Math.Round(rowCount * fraction, MidpointRounding.AwayFromZero);

    private static string Text(long rowCount, double fraction) => string.Create(
        CultureInfo.InvariantCulture, $"{nameof(TorchTrainerOptions.ValidationFraction)} {fraction} of {rowCount} rows");

    private static string Nothing(long rowCount, double fraction) => $"{Text(rowCount, fraction)} holds out none";

    /// <summary>A class of one row keeps it; of larger ones half a row is rounded up.</summary>
    private static string Remedy(int largestClass) => largestClass == 1
        ? ": each class has one row only, which is trained on. Give more rows, or a ValidationSet instead."
        : string.Create(
            CultureInfo.InvariantCulture,
            $": the largest class has {largestClass} rows. Raise it to {Math.Ceiling(5000.0 / largestClass) / 10000} at least, ")
            + "or give a ValidationSet instead.";
}
