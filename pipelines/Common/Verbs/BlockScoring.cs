using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Runtime;
using ResNetMLNet.Distributed;
using ResNetMLNet.Pipelines.Common.CommandLine;
using ResNetMLNet.Pipelines.Common.Data;
using ResNetMLNet.Pipelines.Common.Output;

namespace ResNetMLNet.Pipelines.Common.Verbs;

/// <summary>Scores rows into blocks, and tells how far it has come.</summary>
/// <param name="ml">ML.NET.</param>
/// <param name="rows">The rows.</param>
/// <param name="part">Which of them are this process's.</param>
/// <param name="console">Where progress is told.</param>
internal sealed class BlockScoring(MLContext ml, RowsToScore rows, ScoringPart part, ProgramConsole console)
{
    private ScoringProgress _progress;

    /// <summary>Scores them, and returns the exit code.</summary>
    public int Run(BlockScoringOptions options, CancellationToken cancellationToken)
    {
        options.Part = part;
        options.KeyColumnNames = rows.KeyColumns;
        (options.RowCount, options.DataFingerprint) = (rows.Count, rows.Fingerprint);
        options.CancellationToken = cancellationToken;
        ml.Log += TellWarning;
        try
        {
            return Close(console.During($"Scoring part {part} ...", status => Score(options, status)));
        }
        catch (Exception exception) when (cancellationToken.IsCancellationRequested && Interrupt.IsBehind(exception))
        {
            console.WriteNotice($"Cancelled: whole blocks stay, and the same command goes on from there.");
            return ExitCode.Cancelled;
        }
        finally
        {
            ml.Log -= TellWarning;
        }
    }

    private BlockCheck Score(BlockScoringOptions options, Action<string> status)
    {
        options.Progress = new Told<ScoringProgress>(progress =>
        {
            _progress = progress;
            status($"Scoring part {part}: {Count(progress.RowsDone)} of {Count(progress.RowsOfPart ?? 0)} images are done");
        });
        return ml.Model.ScoreToBlocks(rows.Model, rows.View, options);
    }

    private int Close(BlockCheck check)
    {
        if (_progress.RowsWithoutScores > 0)
            console.WriteNotice($"{Count(_progress.RowsWithoutScores)} images cannot be read: they have rows without scores.");
        console.WriteNotice($"Part {part}, {Count(_progress.RowsDone)} images, is done. {check}");
        return check.Faults.Count > 0 ? ExitCode.Failed : ExitCode.Done;
    }

    /// <summary>Pictures that cannot be read are named by what reads them.</summary>
    private void TellWarning(object? sender, LoggingEventArgs log)
    {
        if (log.Kind == ChannelMessageKind.Warning)
            console.WriteNotice(log.RawMessage);
    }

    private static string Count(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
