using ResNetMLNet.Communication;
using ResNetMLNet.Distributed;
using ResNetMLNet.Pipelines.Common.CommandLine;
using ResNetMLNet.Pipelines.Common.CommandLine.Training;
using ResNetMLNet.Pipelines.Common.Output;
using ResNetMLNet.Training.Distribution;

namespace ResNetMLNet.Pipelines.Common.Training;

/// <summary>A training by this process alone or, where a launcher of MPI has started several, together with the others.</summary>
internal static class RankedTraining
{
    /// <summary>Trains, and returns the exit code; rank 0 tells of all.</summary>
    /// <param name="settings">What was asked for; they are given the communicator.</param>
    /// <param name="console">Where all is written.</param>
    /// <param name="train">The training, with the console of this rank.</param>
    public static int Run(TrainingSettings settings, ProgramConsole console, Func<ProgramConsole, int> train)
    {
        using var communicator = MpiCommunicator.Join(settings.Run.RankTimeout);
        settings.Options.Communicator = communicator;
        if (TrainingRanks.Of(communicator) is not { } ranks)
            return train(console);
        try
        {
            return ranks.Run(() => train(ranks.IsFirst ? console : ProgramConsole.Silent()));
        }
        catch (Exception exception)
        {
            // Before the communicator ends all processes.
            var isCancelled = Interrupt.IsBehind(exception);
            if (Tells(communicator!, exception))
                Tell(exception, isCancelled, console);
            return isCancelled ? ExitCode.Cancelled : ExitCode.UserError;
        }
    }

    private static void Tell(Exception exception, bool isCancelled, ProgramConsole console)
    {
        if (isCancelled)
            console.WriteNotice(ProgramCommand.CancelledText);
        else
            console.WriteError(ErrorText.Describe(exception));
    }

    /// <summary>Rank 0 hears of the others; where it hangs itself, the next one tells.</summary>
    private static bool Tells(MpiCommunicator communicator, Exception exception) =>
        communicator.Rank == (exception is RankFailedException { Rank: 0 } ? 1 : 0);
}
