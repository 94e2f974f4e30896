using System.Text;
using ResNetMLNet.History;
using ResNetMLNet.Transforms.Files;

namespace ResNetMLNet.Training.Callbacks;

/// <summary>
/// Keeps a file equal to <see cref="TrainingRun.History"/>: one line an epoch, for spreadsheets, scripts and people.
/// </summary>
/// <remarks>
/// <para>
/// The file is written anew after each epoch, and, after a resume, before the first: beside its place, flushed to the disk,
/// then moved there. So it is whole at any time, and a kill leaves that of the last finished epoch. A file that is there
/// already stays until then.
/// </para>
/// <list type="table">
/// <listheader><term>Extension</term><description>Format</description></listheader>
/// <item><term><c>.csv</c></term><description>Comma-separated values (RFC 4180) below a header.</description></item>
/// <item><term><c>.jsonl</c></term><description>One JSON object a line.</description></item>
/// </list>
/// <para>
/// Header and keys are <c>epoch</c>, <c>trainLoss</c>, <c>trainAccuracy</c>, <c>validationLoss</c>,
/// <c>validationAccuracy</c>, <c>learningRate</c>, <c>seconds</c> and <c>imagesPerSecond</c>: see <see cref="EpochMetrics"/>.
/// Numbers have a decimal point whatever the culture, and as many digits as it takes to read the same number back. A missing
/// figure is an empty field, or null in JSON. Figures that are no finite numbers are <c>NaN</c>, <c>Infinity</c> and
/// <c>-Infinity</c>, in JSON as strings, since it has no such numbers.
/// </para>
/// <para>
/// A file that cannot be written does not end the training: that gives a warning in ML.NET's log, one an outage, and is tried
/// again after each epoch and at the end. Trainings one after another replace each other's file, those of the folds of a
/// cross-validation as well; trainings at the same time need one each.
/// </para>
/// </remarks>
public sealed class HistoryFile : ITrainingCallback
{
    private readonly string _path;
    private readonly Func<IReadOnlyList<EpochMetrics>, string> _format;
    private readonly LogGuard _guard;

    /// <summary>Makes a callback that writes a file; nothing is written yet.</summary>
    /// <param name="path">The file, which ends in <c>.csv</c> or <c>.jsonl</c>; its folder is made if it is not there.</param>
    /// <exception cref="ArgumentException"><paramref name="path"/> is empty or ends in something else.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="path"/> is null.</exception>
    public HistoryFile(string path)
    {
        PathArgument.Check(path);
        _path = Path.GetFullPath(path);
        _format = Path.GetExtension(path).ToLowerInvariant() switch
        {
            ".csv" => HistoryText.Csv,
            ".jsonl" => HistoryText.JsonLines,
            _ => throw new ArgumentException($"The history file '{path}' has to end in .csv or .jsonl.", nameof(path)),
        };
        _guard = new LogGuard($"The history file '{_path}'");
    }

    /// <summary>The whole path of the file.</summary>
    internal string FilePath => _path;

    /// <inheritdoc/>
    public void OnTrainBegin(TrainingRun run)
    {
        if (run.History.Count > 0)
            Write(run);
    }

    /// <inheritdoc/>
    public void OnEpochEnd(TrainingRun run) => Write(run);

    /// <inheritdoc/>
    public void OnTrainEnd(TrainingRun run)
    {
        if (_guard.IsOut(run) || run.IsValidationPending)
            Write(run);
    }

    private void Write(TrainingRun run) => _guard.Write(
        run, () => AtomicFile.Write(_path, stream => stream.Write(Encoding.UTF8.GetBytes(_format(run.History)))));
}
