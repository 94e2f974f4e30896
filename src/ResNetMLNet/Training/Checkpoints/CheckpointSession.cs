using Microsoft.ML.Runtime;
using ResNetMLNet.Communication;
using ResNetMLNet.Training.Callbacks;
using ResNetMLNet.Training.Distribution;
using ResNetMLNet.Training.Images;

namespace ResNetMLNet.Training.Checkpoints;

/// <summary>The checkpoints of one <c>Fit</c>: claims the folder, goes on from what is there, writes what is to come.</summary>
internal sealed class CheckpointSession : IDisposable
{
    private readonly IChannel _channel;
    private readonly TorchTrainerOptions _options;
    private readonly CheckpointFolder? _folder;
    private readonly TrainingRanks? _ranks;
    private readonly Resumption? _resumption;
    private IReadOnlyDictionary<string, string> _values = new Dictionary<string, string>();

    private CheckpointSession(IChannel channel, TorchTrainerOptions options, CheckpointFolder? folder, TrainingRanks? ranks)
    {
        (_channel, _options, _folder, _ranks) = (channel, options, folder, ranks);
        var file = options.Resume && folder is { HasCheckpoint: true } ? folder.File : null;
        if (ranks is null)
            _resumption = file is null ? null : Resumption.From(file);
        else if (ranks.Communicator.BytesFromFirst(file is null ? null : File.ReadAllBytes(file)) is { } content)
            _resumption = Resumption.From(Path.Combine(options.CheckpointFolder!, TorchTrainerOptions.CheckpointFileName), content);
    }

    /// <summary>The seed of the training that is gone on with; null for a new one.</summary>
    public int? Seed => _resumption?.Seed;

    /// <summary>
    /// Claims the folder and reads what the checkpoint says, which rank 0 does for all; null if the options name no folder.
    /// </summary>
    /// <exception cref="InvalidOperationException">The folder cannot be used.</exception>
    /// <exception cref="InvalidDataException">The checkpoint is damaged or of a newer version.</exception>
    public static CheckpointSession? Open(IChannel channel, TorchTrainerOptions options, TrainingRanks? ranks)
    {
        if (options.CheckpointFolder is null)
            return null;
        var folder = ranks is { IsFirst: false } ? null : CheckpointFolder.Claim(options.CheckpointFolder);
        try
        {
            return new CheckpointSession(channel, options, folder, ranks);
        }
        catch
        {
            folder?.Dispose();
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

    /// <summary>
    /// Brings the run to where the checkpoint was left, and gives the callback that writes the next ones; null where rank 0 writes them.
    /// </summary>
    /// <exception cref="InvalidOperationException">The checkpoint is of other rows.</exception>
    /// <exception cref="InvalidDataException">The checkpoint is damaged.</exception>
    public CheckpointWriter? Begin(TrainingRun run, ModelKeeper keeper, ImageSet trainSet, ImageSet? validationSet)
    {
        if (_resumption?.KnowsRows ?? false)
            AwaitRows(trainSet, validationSet);
        var definition = RunDefinition.Of(_values, trainSet, validationSet);
        if (_resumption is not null)
        {
            _resumption.CheckRows(definition);
            _resumption.Restore(run, keeper);
            _channel.Info(_resumption.Describe(_options.Epoch, RankCount));
        }
        else if (_options.Resume)
        {
            _channel.Info($"There is no checkpoint in '{_options.CheckpointFolder}': the training starts at the beginning.");
        }
        else if (_folder is { HasCheckpoint: true })
        {
            _folder.KeepPrevious();
            _channel.Info(
                $"The checkpoint of an earlier training in '{_options.CheckpointFolder}' is kept as {CheckpointFolder.PreviousName}.");
        }
        return _folder is null ? null : new CheckpointWriter(_folder.File, Definition, _options.CheckpointInterval, keeper, RankCount);

        RunDefinition Definition() => definition = definition.TrainData is null
            ? RunDefinition.Of(_values, trainSet, validationSet)
            : definition;
    }

    private int RankCount => _ranks?.Communicator.Size ?? 1;

    /// <summary>Later epochs need them all anyway, and other rows are better refused before they are trained on.</summary>
    private void AwaitRows(ImageSet trainSet, ImageSet? validationSet)
    {
        foreach (var images in new[] { trainSet, validationSet })
            images?.Await(RowOrder.InOrder(images.Count), _options.CancellationToken);
    }

    public void Dispose() => _folder?.Dispose();
}
