using ResNetMLNet.Benchmarks.Reporting;

namespace ResNetMLNet.Benchmarks.Running;

/// <summary>Contenders that are timed in turns.</summary>
/// <param name="Title">The name for people.</param>
/// <param name="Contenders">Their settings, by contender.</param>
/// <param name="Rounds">How many rounds are wanted.</param>
/// <param name="Budget">When this time has passed since the first round, <see cref="LeastRounds"/> are enough.</param>
internal sealed record Race(string Title, IReadOnlyList<WorkerSettings> Contenders, int Rounds, TimeSpan Budget)
{
    /// <summary>So many rounds are run in any case.</summary>
    public const int LeastRounds = 3;

    /// <summary>What computes, without being timed, the loss that trainings are to have; null where nothing is trained.</summary>
    public WorkerSettings? Exact { get; init; }

    /// <summary>Whether the contenders need a trained model in their folder.</summary>
    public bool NeedsModel { get; init; }
}

/// <summary>The rounds of a race, by contender.</summary>
/// <param name="Race">The race.</param>
/// <param name="Rounds">The rounds by contender's name, in order.</param>
internal sealed record RaceResult(Race Race, IReadOnlyDictionary<string, IReadOnlyList<Round>> Rounds)
{
    /// <summary>The number of rounds that were run.</summary>
    public int Count => Rounds.Values.First().Count;

    /// <summary>The median rows a second of a contender.</summary>
    public double Speed(string contender) => Statistics.Median(Rounds[contender].Select(round => round.Speed));

    /// <summary>The largest resident memory of a contender's process, in bytes.</summary>
    public long PeakBytes(string contender) => Rounds[contender].Max(round => round.PeakBytes);
}
