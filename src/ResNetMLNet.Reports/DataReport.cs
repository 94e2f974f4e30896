using Microsoft.ML;
using ResNetMLNet.Reports.Data;
using ResNetMLNet.Reports.Html;
using ResNetMLNet.Reports.Labels;
using ResNetMLNet.Transforms.Data;

namespace ResNetMLNet.Reports;

/// <summary>
/// What is wrong with pictures and their labels before a model learns from them: those that cannot be read, that are there more than
/// once, in two parts or in two classes, blank and tiny ones, classes with too few of them, and labels that are likely wrong.
/// </summary>
/// <remarks>
/// Nearly the same are pictures whose perceptual hashes of 256 bits (pHash with 16 x 16 frequencies) differ in 72 bits at most and, but
/// for the nearest with 16, in 0.55 of what is usual around them. That finds each of 404 photographs again when it is scaled, compressed as
/// JPEG of quality 20, brighter or darker by a fifth or cut by 2%, and takes no two of them for each other. Mirrored and turned
/// pictures are others.
/// </remarks>
public sealed partial class DataReport
{
    private readonly Options _options;

    private DataReport(
        IReadOnlyList<DataFinding> findings,
        IReadOnlyList<DoubtfulLabel>? doubtfulLabels,
        IReadOnlyDictionary<DataPart, int> counts,
        Options options) =>
        (Findings, DoubtfulLabels, Counts, _options) = (findings, doubtfulLabels, counts, options);

    /// <summary>All that was found, by kind, the gravest first, and in the order of the data; doubtful labels by their margin.</summary>
    public IReadOnlyList<DataFinding> Findings { get; }

    /// <summary>
    /// The rows of the training data with a doubtful label, the most doubtful first, which are among the findings too; null if they
    /// were not looked for, for want of <see cref="Options.Trainer"/>, of two classes or of two different pictures.
    /// </summary>
    public IReadOnlyList<DoubtfulLabel>? DoubtfulLabels { get; }

    /// <summary>How many pictures each part has that was given.</summary>
    public IReadOnlyDictionary<DataPart, int> Counts { get; }

    /// <summary>Looks at the pictures of folders, and at what lies there and is left out.</summary>
    /// <param name="ml">The context.</param>
    /// <param name="training">The pictures for training.</param>
    /// <param name="validation">The pictures for validation; null for none.</param>
    /// <param name="test">The pictures for test figures; null for none.</param>
    /// <param name="options">What is looked for; null for all but doubtful labels.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The report.</returns>
    /// <exception cref="ArgumentException">An option is out of its range, or the names of columns are not those of folders.</exception>
    /// <exception cref="InvalidOperationException">The trainer gives no probabilities of the classes.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static DataReport OfFolders(
        MLContext ml,
        PictureFolder training,
        PictureFolder? validation = null,
        PictureFolder? test = null,
        Options? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(training);
        var leftOut = new[] { (DataPart.Training, training), (DataPart.Validation, validation), (DataPart.Test, test) }
            .SelectMany(part => PictureFindings.LeftOut(part.Item1, part.Item2?.Omissions ?? []));
        return Of(ml, training.Data, validation?.Data, test?.Data, leftOut, options, cancellationToken);
    }

    /// <summary>Looks at the pictures of any data.</summary>
    /// <param name="ml">The context.</param>
    /// <param name="training">The pictures for training.</param>
    /// <param name="validation">The pictures for validation; null for none.</param>
    /// <param name="test">The pictures for test figures; null for none.</param>
    /// <param name="options">What is looked for, and in which columns; null for all but doubtful labels.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The report.</returns>
    /// <exception cref="ArgumentException">An option is out of its range, or data lack a column.</exception>
    /// <exception cref="InvalidOperationException">The trainer gives no probabilities of the classes.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static DataReport Of(
        MLContext ml,
        IDataView training,
        IDataView? validation = null,
        IDataView? test = null,
        Options? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(training);
        return Of(ml, training, validation, test, [], options, cancellationToken);
    }

    /// <summary>Writes a page to look at: one HTML file that needs no other, with the pictures of files.</summary>
    /// <param name="path">The file. It is written whole or not at all; an earlier page is replaced.</param>
    /// <param name="title">The heading.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="IOException">The file cannot be written, or something is there already that is no page.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public void SaveAsHtml(string path, string title = "Data report", CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        ArgumentNullException.ThrowIfNull(title);
        PageFile.Write(path, stream => PageText.Write(new DataPage(this, _options.MaximumPixels, cancellationToken).Create(title), stream));
    }

    private static DataReport Of(
        MLContext ml,
        IDataView training,
        IDataView? validation,
        IDataView? test,
        IEnumerable<DataFinding> leftOut,
        Options? options,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(ml);
        options ??= new Options();
        options.Check();
        var reading = options.Reading;
        var parts = new (DataPart Part, IDataView? Data)[]
            { (DataPart.Training, training), (DataPart.Validation, validation), (DataPart.Test, test) }
            .Where(part => part.Data is not null)
            .ToDictionary(part => part.Part, part => reading.Read(part.Data!, part.Part, cancellationToken));
        List<PictureEntry> all = [.. parts.OrderBy(part => part.Key).SelectMany(part => part.Value)];
        List<PictureEntry> readable = [.. all.Where(entry => entry.Look.Fault is null)];
        var families = PictureFamilies.Of([.. readable.Select(entry => entry.Look)], options.Progress, cancellationToken);
        var trained = parts[DataPart.Training];
        var doubtful = new LabelDoubts(ml, options).Find(training, trained.Count, readable, families, cancellationToken);
        DataFinding[] findings =
        [
            .. leftOut,
            .. PictureFindings.Of(all, options.MinimumSide),
            .. CopyFindings.Of(readable, families),
            .. ClassFindings.Of(readable, options.MaximumImbalance),
            .. (doubtful ?? []).Select(found => DoubtfulFinding.Of(found, trained[found.Row].Picture)),
        ];
        var counts = parts.ToDictionary(part => part.Key, part => part.Value.Count);
        return new DataReport([.. findings.OrderBy(finding => finding.Kind)], doubtful, counts, options);
    }
}
