using System.Diagnostics;
using ResNetMLNet.Benchmarks.Reporting;

namespace ResNetMLNet.Benchmarks.Profile;

/// <summary>Parts the time of steps: what passes between two calls belongs to the part that the second one names.</summary>
internal sealed class StepClock
{
    private readonly Dictionary<string, List<double>> _times = [];
    private readonly Dictionary<string, double> _step = [];
    private long _last = Stopwatch.GetTimestamp();

    /// <summary>The parts, in the order in which they were first named.</summary>
    public IReadOnlyCollection<string> Parts => _times.Keys;

    /// <summary>The time since the call before belongs to a part.</summary>
    public void Lap(string part)
    {
        var now = Stopwatch.GetTimestamp();
        _step[part] = _step.GetValueOrDefault(part) + Stopwatch.GetElapsedTime(_last, now).TotalMilliseconds;
        _last = now;
    }

    /// <summary>A step has ended.</summary>
    /// <param name="counts">Whether it counts.</param>
    public void End(bool counts)
    {
        foreach (var (part, time) in _step.Where(_ => counts))
        {
            if (!_times.TryGetValue(part, out var times))
                _times[part] = times = [];
            times.Add(time);
        }
        _step.Clear();
    }

    /// <summary>The median milliseconds of a part; 0 where nothing was told of it.</summary>
    public double Median(string part) => _times.TryGetValue(part, out var times) ? Statistics.Median(times) : 0;
}
