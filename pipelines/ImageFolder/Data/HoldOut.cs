using System.Globalization;
using ResNetMLNet.Pipelines.Common.CommandLine;
using ResNetMLNet.Transforms.Data;

namespace ResNetMLNet.Pipelines.ImageFolder.Data;

/// <summary>Holds out a share of each class's pictures.</summary>
internal static class HoldOut
{
    /// <summary>
    /// Splits the pictures: of each class the share, rounded, at least one picture where there are two, and never all.
    /// </summary>
    /// <param name="rows">The pictures.</param>
    /// <param name="fraction">The share, above 0 and below 1.</param>
    /// <param name="random">Chooses; the same one with the same pictures chooses the same.</param>
    /// <exception cref="UserErrorException">No class has two pictures.</exception>
    public static (List<PictureRow> Train, List<PictureRow> HeldOut) Split(
        IReadOnlyList<PictureRow> rows, double fraction, Random random)
    {
        List<PictureRow> train = [], heldOut = [];
        foreach (var rowsOfClass in rows.GroupBy(row => row.Label).Select(group => group.ToArray()))
        {
            random.Shuffle(rowsOfClass);
            var count = Math.Min(rowsOfClass.Length - 1, Math.Max(1, (int)Math.Round(fraction * rowsOfClass.Length)));
            heldOut.AddRange(rowsOfClass[..count]);
            train.AddRange(rowsOfClass[count..]);
        }

        return heldOut.Count > 0 ? (train, heldOut) : throw new UserErrorException(string.Create(
            CultureInfo.InvariantCulture,
            $"No picture can be held out: each of the {train.Count} classes has one only. Add pictures, or give --validation."));
    }
}
