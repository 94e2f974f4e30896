using Microsoft.ML.Runtime;
using ResNetMLNet.Training.Callbacks;
using ResNetMLNet.Training.Images;

namespace ResNetMLNet.Training.Checkpoints;

/// <summary>The checkpoints of one <c>Fit</c>: claims the folder, goes on from what is there, writes what is to come.</summary>
internal sealed class CheckpointSession : IDisposable
{
    private readonly IChannel _channel;
    private readonly TorchTrainerOptions _options;
    private readonly CheckpointFolder _folder;
    private readonly Resumption? _resumption;
    private IReadOnlyDictionary<string, string> _values = new Dictionary<string, string>();

    private CheckpointSession(IChannel channel, TorchTrainerOptions options, CheckpointFolder folder)
    {
        _channel = channel;
        _options = options;
        _folder = folder;
        _resumption = options.Resume && folder.HasCheckpoint ? Resumption.From(folder.File) : null;
    }

    /// <summary>The seed of the training that is gone on with; null for a new one.</summary>
    public int? Seed => _resumption?.Seed;

    /// <summary>Claims the folder and reads what the checkpoint says; null if the options name no folder.</summary>
    /// <exception cref="InvalidOperationException">The folder cannot be used.</exception>
    /// <exception cref="InvalidDataException">The checkpoint is damaged or of a newer version.</exception>
    public static CheckpointSession? Open(IChannel channel, TorchTrainerOptions options)
    {
        if (options.CheckpointFolder is null)
            return null;
        var folder = CheckpointFolder.Claim(options.CheckpointFolder);
        try
        {
            return new CheckpointSession(channel, options, folder);
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    /// <summary>Refuses the checkpoint of another training, as far as that can be told before rows are read.</summary>
    /// <exception cref="InvalidOperationException">It is another; the message names every difference.</exception>
    public void CheckValues(IReadOnlyDictionary<string, string> values)
    {
        _values = values;
        _resumption?.CheckValues(values, _options.Epoch);
    }

    /// <summary>Brings the run to where the checkpoint was left, and gives the callback that writes the next ones.</summary>
    /// <exception cref="InvalidOperationException">The checkpoint is of other rows.</exception>
    /// <exception cref="InvalidDataException">The checkpoint is damaged.</exception>
    public CheckpointWriter Begin(TrainingRun run, ModelKeeper keeper, ImageSet trainSet, ImageSet? validationSet)
    {
        if (_resumption?.KnowsRows ?? false)
            AwaitRows(trainSet, validationSet);
        var definition = RunDefinition.Of(_values, trainSet, validationSet);
        if (_resumption is not null)
        {
            _resumption.CheckRows(definition);
            _resumption.Restore(run, keeper);
            _channel.Info(_resumption.Describe(_options.Epoch));
        }
        else if (_options.Resume)
        {
            _channel.Info($"There is no checkpoint in '{_options.CheckpointFolder}': the training starts at the beginning.");
        }
        else if (_folder.HasCheckpoint)
        {
            _folder.KeepPrevious();
            _channel.Info(
                $"The checkpoint of an earlier training in '{_options.CheckpointFolder}' is kept as {CheckpointFolder.PreviousName}.");
        }
        return new CheckpointWriter(_folder.File, Definition, _options.CheckpointInterval, keeper);

        RunDefinition Definition() => definition = definition.TrainData is null
            ? RunDefinition.Of(_values, trainSet, validationSet)
            : definition;
    }

    /// <summary>Later epochs need them all anyway, and other rows are better refused before they are trained on.</summary>
    private void AwaitRows(ImageSet trainSet, ImageSet? validationSet)
    {
        foreach (var images in new[] { trainSet, validationSet })
            images?.Await(RowOrder.InOrder(images.Count), _options.CancellationToken);
    }

    public void Dispose() => _folder.Dispose();
}
