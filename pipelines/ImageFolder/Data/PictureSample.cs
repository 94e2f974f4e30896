using ResNetMLNet.Transforms.Data;

namespace ResNetMLNet.Pipelines.ImageFolder.Data;

/// <summary>Takes a few pictures out of many.</summary>
internal static class PictureSample
{
    /// <summary>Takes the first picture that can be read of each of some parts of equal size.</summary>
    /// <param name="rows">The pictures.</param>
    /// <param name="count">How many parts.</param>
    /// <param name="check">Tells whether a picture can be read.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The pictures, and those that were passed over.</returns>
    public static (List<PictureRow> Readable, List<PictureOmission> Unreadable) Take(
        IReadOnlyList<PictureRow> rows, int count, PictureCheck check, CancellationToken cancellationToken)
    {
        List<PictureRow> readable = [];
        List<PictureOmission> unreadable = [];
        count = Math.Min(count, rows.Count);
        for (var part = 0; part < count; part++)
        {
            for (var i = Start(part); i < Start(part + 1) && readable.Count <= part; i++)
            {
                if (check.FaultOf(rows[i].ImagePath, cancellationToken) is { } fault)
                    unreadable.Add(PictureCheck.Unreadable(rows[i].ImagePath, fault));
                else
                    readable.Add(rows[i]);
            }
        }

        return (readable, unreadable);

        int Start(int part) => (int)((long)part * rows.Count / count);
    }
}
