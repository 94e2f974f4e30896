using ResNetMLNet.Training;

namespace ResNetMLNet.Tests.Training.Freezing;

/// <summary>A training that is cancelled and resumed.</summary>
internal static class Interrupted
{
    /// <summary>Trains and is cancelled behind each of some batches.</summary>
    /// <param name="options">The options, with a checkpoint to resume.</param>
    /// <param name="places">Epochs and batches.</param>
    /// <param name="train">Trains by the options; a training that is cancelled in its first epoch has no model.</param>
    public static void Train(ResNetTrainer.Options options, IEnumerable<(int Epoch, int Batch)> places, Action train)
    {
        foreach (var (epoch, batch) in places)
        {
            using var source = new CancellationTokenSource();
            var watch = new HookActions { BatchEnd = run => { if (run.Epoch == epoch && run.Batch == batch) source.Cancel(); } };
            options.Callbacks.Add(watch);
            options.CancellationToken = source.Token;
            if (epoch == 1)
                Assert.Throws<OperationCanceledException>(train);
            else
                train();
            Assert.IsTrue(source.IsCancellationRequested, $"batch {batch} of epoch {epoch} was reached");
            options.Callbacks.Remove(watch);
            options.CancellationToken = CancellationToken.None;
        }
    }
}
