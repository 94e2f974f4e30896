using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using ResNetMLNet.Transforms.Pictures;

namespace ResNetMLNet.Training.Images;

/// <summary>Rows that have a label, and pictures that may turn out to be none.</summary>
/// <param name="host">Hears of the progress and names what is wrong.</param>
/// <param name="check">A check that is made at every picture, by several threads, and throws when checking is to end.</param>
/// <param name="source">Where the pictures come from.</param>
internal sealed class EncodedRows(IHost host, Action check, PictureSource source)
{
    private readonly List<(EncodedContent Content, int Label, float Weight)> _rows = [];

    /// <summary>Adds a row.</summary>
    public void Add(EncodedContent content, int label, float weight) => _rows.Add((content, label, weight));

    /// <summary>Puts the rows whose picture can be read into a set.</summary>
    /// <exception cref="InvalidOperationException">A picture cannot be read and must not be missing.</exception>
    public void MoveTo(ImageSet images, EncodedImages store)
    {
        var faults = Faults();
        if (source.Unreadable == UnreadablePictures.Throw)
            ThrowIfAny(faults);
        var missing = new MissingPictures(host, source);
        foreach (var ((content, label, weight), fault) in _rows.Zip(faults))
        {
            if (fault is not null)
            {
                missing.Add(content, fault);
                images.LeaveOutPicture();
                continue;
            }
            store.Add(content);
            images.AddLabel(label, weight);
        }
    }

    private UnreadablePictureException?[] Faults()
    {
        var faults = new UnreadablePictureException?[_rows.Count];
        var count = 0;
        using var progress = host.StartProgressChannel("Checking pictures");
        progress.SetHeader(new ProgressHeader("pictures"), entry => entry.SetProgress(0, count, faults.Length));
        AllCores.Run(options => Parallel.For(0, faults.Length, options, row =>
        {
            check();
            faults[row] = _rows[row].Content.Fault(source);
            Interlocked.Increment(ref count);
        }));
        return faults;
    }

    private void ThrowIfAny(UnreadablePictureException?[] faults)
    {
        if (Array.Find(faults, fault => fault is not null) is not { } first)
            return;
        var more = faults.Count(fault => fault is not null) - 1;
        throw host.Except(first, PictureText.Unreadable(source, _rows[Array.IndexOf(faults, first)].Content, first)
            + (more == 0 ? "" : FormattableString.Invariant($" {more} more cannot be read.")));
    }
}
