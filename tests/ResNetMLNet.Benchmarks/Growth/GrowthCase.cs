using ResNetMLNet.Benchmarks.Running;

namespace ResNetMLNet.Benchmarks.Growth;

/// <summary>One measurement of a line: all but one value stay the same along the line.</summary>
/// <param name="Line">What is done, and what grows.</param>
/// <param name="Value">The value that grows.</param>
/// <param name="Settings">What the worker is told.</param>
/// <param name="Rounds">The rounds of which the median counts.</param>
internal sealed record GrowthCase(string Line, int Value, WorkerSettings Settings, int Rounds)
{
    /// <summary>The value as the plot counts it: for an image's height, the number of pixels.</summary>
    public double Work => Line.EndsWith(GrowthPlan.ByHeight, StringComparison.Ordinal) ? (double)Value * Value : Value;
}

/// <summary>What was measured.</summary>
/// <param name="Case">The case.</param>
/// <param name="Seconds">The median seconds per image.</param>
/// <param name="PeakBytes">The largest resident memory of the process.</param>
internal sealed record GrowthPoint(GrowthCase Case, double Seconds, long PeakBytes);
