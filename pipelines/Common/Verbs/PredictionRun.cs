using System.Globalization;
using ResNetMLNet.Pipelines.Common.CommandLine;
using ResNetMLNet.Pipelines.Common.Data;
using ResNetMLNet.Pipelines.Common.Output;

namespace ResNetMLNet.Pipelines.Common.Verbs;

/// <summary>Scores any number of pictures, of which it holds no more at once than are scored at once.</summary>
/// <param name="pictures">The pictures.</param>
/// <param name="scoring">What scores them.</param>
/// <param name="explained">Their heat maps; null for none.</param>
/// <param name="output">Where what they show is written.</param>
/// <param name="console">Where progress and faults are told.</param>
internal sealed class PredictionRun(
    GivenPictures pictures, PictureScoring scoring, ExplainedPictures? explained, IPredictionWriter output, ProgramConsole console)
{
    private readonly SteppedProgress _progress = new(console);
    private long _scored;
    private long _unreadable;

    /// <summary>Scores them all, and returns the exit code.</summary>
    /// <param name="cancellationToken">Ends it; what is written by then stays.</param>
    public int Run(CancellationToken cancellationToken)
    {
        try
        {
            foreach (var files in pictures.Batches(cancellationToken))
                Score(files, cancellationToken);
        }
        catch (Exception exception) when (_scored > 0 && cancellationToken.IsCancellationRequested && Interrupt.IsBehind(exception))
        {
            output.End();
            console.WriteNotice($"Cancelled: {Count(_scored)} pictures are scored and written.");
            return ExitCode.Cancelled;
        }
        output.End();
        return Close();
    }

    private void Score(string[] files, CancellationToken cancellationToken)
    {
        var (read, predictions) = _progress.During(
            _scored == 0 ? "Scoring the pictures ..." : $"Scoring the pictures: {Count(_scored)} are done",
            () => scoring.Score(files, cancellationToken));
        foreach (var note in read.Notes)
            console.WriteNotice(note);
        explained?.Write(read, files, cancellationToken);
        output.Write(predictions);
        _scored += predictions.Count;
        foreach (var (file, fault) in files.Zip(read.Faults).Where(pair => pair.Second is not null))
        {
            _unreadable++;
            console.WriteError(PlainWriter.Line(PictureFault.Sentence(file, fault!)));
        }
    }

    private int Close()
    {
        var unreadable = _unreadable + pictures.UnreadableCount;
        if (pictures.AreFound)
        {
            pictures.TellLeftOut(_scored + unreadable);
            console.WriteNotice($"{Count(_scored)} pictures are scored{(unreadable > 0 ? $", {Count(unreadable)} cannot be read" : "")}.");
        }
        return unreadable > 0 ? ExitCode.UserError : ExitCode.Done;
    }

    private static string Count(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
