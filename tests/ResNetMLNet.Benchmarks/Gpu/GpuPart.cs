namespace ResNetMLNet.Benchmarks.Gpu;

/// <summary>A part of the measurement, which the others do without.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Seconds">The time for which it is begun on a GPU: an estimate, with some to spare.</param>
/// <param name="Measure">Measures, and tells each figure as soon as it is known.</param>
internal sealed record GpuPart(string Name, double Seconds, Action<GpuBench> Measure);

/// <summary>How a part ended.</summary>
internal enum GpuPartState
{
    /// <summary>All of it was measured.</summary>
    Done,

    /// <summary>It broke off; the figures before that count.</summary>
    Failed,

    /// <summary>There was no time for it.</summary>
    Skipped,
}

/// <summary>What came of a part.</summary>
/// <param name="Name">Its name.</param>
/// <param name="State">How it ended.</param>
/// <param name="Seconds">The time that it took.</param>
/// <param name="Message">Why it was not done; null if it was.</param>
/// <param name="Figures">What was found out.</param>
internal sealed record GpuPartResult(
    string Name, GpuPartState State, double Seconds, string? Message, IReadOnlyList<GpuFigure> Figures);
