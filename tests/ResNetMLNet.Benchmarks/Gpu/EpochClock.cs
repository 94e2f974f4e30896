using System.Diagnostics;
using ResNetMLNet.Benchmarks.Reporting;
using ResNetMLNet.Training;
using ResNetMLNet.Training.Callbacks;

namespace ResNetMLNet.Benchmarks.Gpu;

/// <summary>Times epochs from end to end: there the trainer has read the loss, and so waited for the device.</summary>
internal sealed class EpochClock : ITrainingCallback
{
    private readonly List<long> _ends = [];

    /// <summary>The median time of the epochs behind the first one, in seconds.</summary>
    public double Seconds => Statistics.Median(_ends.Zip(_ends.Skip(1), (begin, end) => Stopwatch.GetElapsedTime(begin, end).TotalSeconds));

    /// <inheritdoc/>
    public void OnEpochEnd(TrainingRun run) => _ends.Add(Stopwatch.GetTimestamp());
}
