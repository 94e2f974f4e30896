using ResNetMLNet.Pipelines.Common.Data;
using ResNetMLNet.Pipelines.Common.Output;
using ResNetMLNet.Transforms.Data;
using ResNetMLNet.Transforms.Pictures;

namespace ResNetMLNet.Pipelines.ImageFolder.Data;

/// <summary>Finds the pictures that cannot be read before a training comes upon them.</summary>
/// <param name="rules">What they are decoded by.</param>
internal sealed class PictureCheck(PictureRules rules)
{
    private const int PicturesPerReport = 64;

    /// <summary>Decodes all pictures, several at a time, and keeps none of them.</summary>
    /// <returns>Why each of the files cannot be read, in their order; null for those that can.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public string?[] Check(IReadOnlyList<string> files, ProgramConsole console, CancellationToken cancellationToken) =>
        console.During("Checking the pictures ...", status => Check(files, done => Report(status, done, files.Count), cancellationToken));

    /// <summary>The same without a word.</summary>
    public string?[] Check(IReadOnlyList<string> files, CancellationToken cancellationToken) => Check(files, _ => { }, cancellationToken);

    /// <summary>Why a file cannot be read as a picture, as the end of a sentence; null if it can.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled before.</exception>
    public string? FaultOf(string file, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return PictureFault.Of(file, rules);
    }

    /// <summary>A picture that is left out because it cannot be read.</summary>
    public static PictureOmission Unreadable(string file, string fault) => new(file, PictureOmissionReason.Unreadable, fault);

    private string?[] Check(IReadOnlyList<string> files, Action<int> report, CancellationToken cancellationToken)
    {
        var faults = new string?[files.Count];
        var count = 0;
        var options = new ParallelOptions { CancellationToken = cancellationToken, MaxDegreeOfParallelism = Environment.ProcessorCount };
        Parallel.For(0, files.Count, options, i =>
        {
            faults[i] = FaultOf(files[i], cancellationToken);
            if (Interlocked.Increment(ref count) is var done && done % PicturesPerReport == 0)
                report(done);
        });
        return faults;
    }

    /// <summary>One thread at a time: what shows the status knows of no others.</summary>
    private static void Report(Action<string> status, int done, int count)
    {
        lock (status)
            status($"Checking the pictures: {done:N0} of {count:N0}");
    }
}
