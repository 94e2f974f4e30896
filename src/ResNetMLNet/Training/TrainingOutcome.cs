using System.Globalization;
using Microsoft.ML.Runtime;
using ResNetMLNet.History;

namespace ResNetMLNet.Training;

/// <summary>Says how a training ended where it did not run its course, or refuses to make a model of it.</summary>
internal static class TrainingOutcome
{
    /// <summary>Warns about an early end.</summary>
    /// <exception cref="OperationCanceledException">Cancelled before an epoch was finished.</exception>
    /// <exception cref="InvalidOperationException">Diverged before an epoch was finished.</exception>
    public static void Report(IChannel channel, TrainingRun run, int modelEpoch, TorchTrainerOptions options)
    {
        var model = modelEpoch > 0
            ? $"the model is that of epoch {modelEpoch} of {run.EpochCount}"
            : "the model is that of the batches so far";
        switch (run.StopReason)
        {
            case TrainingStopReason.Canceled when modelEpoch == 0:
                throw new OperationCanceledException("The training was cancelled before an epoch was finished.", options.CancellationToken);
            case TrainingStopReason.Diverged when modelEpoch == 0:
                throw new InvalidOperationException(
                    "The training diverged: the loss or the weights became infinite or NaN "
                    + string.Create(CultureInfo.InvariantCulture, $"in epoch {run.Epoch} at learning rate {options.LearningRate}. ")
                    + "Lower LearningRate, or scale the features to about [0, 1].");
            case TrainingStopReason.Canceled:
                channel.Warning($"The training was cancelled; {model}.");
                break;
            case TrainingStopReason.Diverged:
                channel.Warning($"The loss or the weights became infinite or NaN in epoch {run.Epoch}; {model}. Lower LearningRate.");
                break;
            case TrainingStopReason.OutOfTime:
                channel.Warning($"The time for the training is over; {model}.");
                break;
            case TrainingStopReason.StoppedByCallback:
                channel.Info($"A callback ended the training; {model}.");
                break;
            case TrainingStopReason.EarlyStopped:
                channel.Info($"No epoch was better for {options.EarlyStopping!.Patience} epochs; {model}.");
                break;
        }
    }
}
