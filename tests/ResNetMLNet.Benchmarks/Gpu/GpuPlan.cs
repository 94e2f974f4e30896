using ResNetMLNet.Benchmarks.Gpu.Parts;

namespace ResNetMLNet.Benchmarks.Gpu;

/// <summary>The parts in the order of their weight: what is asked most of a GPU comes before time can run short.</summary>
internal static class GpuPlan
{
    /// <summary>All parts, about four minutes by their estimates, which are for an H200.</summary>
    public static IReadOnlyList<GpuPart> Parts { get; } =
    [
        new("machine", Seconds: 5, MachinePart.Measure),
        new("scores of CPU and GPU", Seconds: 40, AgreementPart.Measure),
        new("the book's experiment", Seconds: 70, BookPart.Measure),
        new("recipe quick", Seconds: 25, QuickPart.Measure),
        new("scoring at 224 px", Seconds: 30, ScoringPart.Measure),
        new("losses of CPU and GPU", Seconds: 15, LossesPart.Measure),
        new("the same seed twice", Seconds: 15, SameSeedPart.Measure),
        new("a checkpoint of the CPU", Seconds: 15, ResumptionPart.Measure),
        new("frozen stages", Seconds: 15, FrozenStagesPart.Measure),
        new("a module with dropout", Seconds: 15, DropoutPart.Measure),
    ];
}
