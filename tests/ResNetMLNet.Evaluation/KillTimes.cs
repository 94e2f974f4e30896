using System.Diagnostics;

namespace ResNetMLNet.Evaluation;

/// <summary>How long a training that nobody kills takes.</summary>
/// <param name="FirstCheckpoint">From the start of the process to the first checkpoint.</param>
/// <param name="Epoch">From the end of one epoch to that of the next one.</param>
internal sealed record KillTimes(TimeSpan FirstCheckpoint, TimeSpan Epoch)
{
    /// <summary>Lets a training go to its end.</summary>
    public static KillTimes Measure(KilledTraining training)
    {
        var started = Stopwatch.GetTimestamp();
        using var program = training.StartWithCheckpoints();
        Assert.IsTrue(training.WaitForCheckpoint(program), program.Progress);
        var firstCheckpoint = Stopwatch.GetElapsedTime(started);
        Assert.IsTrue(program.WaitForEpoch(1), program.Progress);
        var firstEpoch = Stopwatch.GetTimestamp();
        Assert.IsTrue(program.WaitForEpoch(KilledTraining.Epochs), program.Progress);
        var epochs = Stopwatch.GetElapsedTime(firstEpoch);
        Assert.AreEqual(0, program.WaitForExit(), program.Progress);
        return new KillTimes(firstCheckpoint, epochs / (KilledTraining.Epochs - 1));
    }
}
