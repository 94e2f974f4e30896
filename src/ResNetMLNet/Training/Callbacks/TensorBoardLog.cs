using System.Runtime.CompilerServices;
using ResNetMLNet.History;
using ResNetMLNet.Transforms.Files;

namespace ResNetMLNet.Training.Callbacks;

/// <summary>Writes the figures of each epoch for TensorBoard: <c>tensorboard --logdir FOLDER</c>.</summary>
/// <remarks>
/// <list type="table">
/// <listheader><term>Scalar, by the number of the epoch</term><description>Figure</description></listheader>
/// <item><term><c>loss/train</c></term><description><see cref="EpochMetrics.TrainLoss"/></description></item>
/// <item>
/// <term><c>loss/validation</c></term><description><see cref="EpochMetrics.ValidationLoss"/>, if there is one</description>
/// </item>
/// <item><term><c>accuracy/train</c></term><description><see cref="EpochMetrics.TrainAccuracy"/></description></item>
/// <item>
/// <term><c>accuracy/validation</c></term><description><see cref="EpochMetrics.ValidationAccuracy"/>, if there is one</description>
/// </item>
/// <item><term><c>learning_rate</c></term><description><see cref="EpochMetrics.LearningRate"/></description></item>
/// <item><term><c>images_per_second</c></term><description><see cref="EpochMetrics.ImagesPerSecond"/></description></item>
/// </list>
/// <para>
/// Each training adds one event file to the folder, which is flushed to the disk after each epoch. TensorBoard shows all files
/// of one folder as one run: give each training, and each fold of a cross-validation, a folder of its own, below the one that
/// TensorBoard is started on, to compare them.
/// </para>
/// <para>
/// A training that is resumed goes on in a new file, which makes TensorBoard drop the epochs that a killed training had logged
/// but has to train again. The epochs before are not repeated unless the folder has no event file.
/// </para>
/// <para>
/// A file that cannot be written does not end the training: that gives a warning in ML.NET's log, one an outage, and is tried
/// again after each epoch and at the end, when the missing epochs are written as well. A file that is lost is replaced by a new
/// one with all its epochs.
/// </para>
/// </remarks>
public sealed class TensorBoardLog : ITrainingCallback
{
    private readonly string _folder;
    private readonly ConditionalWeakTable<TrainingRun, EventFile> _files = [];
    private readonly LogGuard _guard;

    /// <summary>Makes a callback that writes event files; nothing is written yet.</summary>
    /// <param name="folder">The folder of the event files; it is made if it is not there.</param>
    /// <exception cref="ArgumentException"><paramref name="folder"/> is empty.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="folder"/> is null.</exception>
    public TensorBoardLog(string folder)
    {
        PathArgument.Check(folder);
        _folder = Path.GetFullPath(folder);
        _guard = new LogGuard($"The TensorBoard event file in '{_folder}'");
    }

    /// <summary>The whole path of the folder.</summary>
    internal string Folder => _folder;

    /// <inheritdoc/>
    public void OnTrainBegin(TrainingRun run) => Write(run);

    /// <inheritdoc/>
    public void OnEpochEnd(TrainingRun run) => Write(run);

    /// <inheritdoc/>
    public void OnTrainEnd(TrainingRun run) => Write(run);

    private void Write(TrainingRun run)
    {
        // The first call is that of OnTrainBegin.
        var file = _files.GetValue(run, _ => new EventFile(_folder, epochsBefore: run.History.Count));
        _guard.Write(run, () => file.Update(run.History));
    }
}
