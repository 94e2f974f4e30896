namespace ResNetMLNet.Pipelines.PredictionService.Model;

/// <summary>Lets two runtimes score the same pictures on this machine, one after the other, and takes the shortest time of each.</summary>
/// <param name="clock">Measures the times.</param>
internal sealed class RuntimeRace(TimeProvider clock)
{
    /// <summary>How far the numbers of a picture may be apart; in units of its largest one where that is above 1.</summary>
    public const float Tolerance = 1e-4f;

    private const int MostRounds = 3;

    // Beyond it a picture more takes the same time again, or nearly.
    private const int FewestInBatch = 8;
    private const int MostInBatch = 256;

    // The threads of the other runtime look out for work for up to 20 ms after theirs: what comes later is measured alone.
    private static readonly TimeSpan Turn = TimeSpan.FromMilliseconds(50);

    // Large pictures take long; fewer of them tell as much.
    private static readonly TimeSpan LongestBatch = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);

    /// <summary>Races the two with one picture of noise and with a batch.</summary>
    /// <param name="saved">The model as it was saved.</param>
    /// <param name="converted">The model on ONNX Runtime.</param>
    /// <param name="mostPictures">The most pictures that are scored at once.</param>
    /// <param name="cancellationToken">Ends the race.</param>
    /// <exception cref="InvalidDataException">The two do not agree.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public RaceResult Run(IBatchScoring saved, IBatchScoring converted, int mostPictures, CancellationToken cancellationToken)
    {
        var alone = Race(1);
        var fitting = (int)(LongestBatch / Shorter(alone.Saved, alone.Converted));
        var pictures = Math.Min(mostPictures, Math.Clamp(fitting, FewestInBatch, MostInBatch));
        var batch = pictures == 1 ? alone : Race(pictures);
        return new RaceResult(new(alone.Saved, batch.Saved), new(alone.Converted, batch.Converted), pictures);

        (TimeSpan Saved, TimeSpan Converted) Race(int count) =>
            Times(saved, converted, NoisePictures.Like(saved.Blank, count), cancellationToken);
    }

    private (TimeSpan Saved, TimeSpan Converted) Times(
        IBatchNumbers saved, IBatchNumbers converted, Array[] pictures, CancellationToken cancellationToken)
    {
        // The first time of either is longer: what it needs is made.
        RequireAgreement(saved.Score(pictures), converted.Score(pictures));
        var (first, second) = (TimeSpan.MaxValue, TimeSpan.MaxValue);
        var started = clock.GetTimestamp();
        for (var round = 0; round < MostRounds && (round == 0 || clock.GetElapsedTime(started) < Longest); round++)
        {
            first = Shorter(first, TimeOf(saved, pictures, cancellationToken));
            second = Shorter(second, TimeOf(converted, pictures, cancellationToken));
        }

        return (first, second);
    }

    /// <summary>The shortest time of a turn, which is at least two runs long.</summary>
    private TimeSpan TimeOf(IBatchNumbers numbers, Array[] pictures, CancellationToken cancellationToken)
    {
        var shortest = TimeSpan.MaxValue;
        var started = clock.GetTimestamp();
        for (var run = 0; run < 2 || clock.GetElapsedTime(started) < Turn; run++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var begun = clock.GetTimestamp();
            numbers.Score(pictures);
            shortest = Shorter(shortest, clock.GetElapsedTime(begun));
        }

        return shortest;
    }

    private static void RequireAgreement(float[][] expected, float[][] actual)
    {
        var difference = expected.Zip(actual, Difference).Max();

        // Not the other way round: what is no number is no smaller than anything.
        if (!(difference <= Tolerance))
            throw new InvalidDataException($"ONNX Runtime's numbers for pictures of noise are {difference:g2} away from the model's.");
    }

    private static float Difference(float[] expected, float[] actual) =>
        expected.Zip(actual, (one, other) => Math.Abs(one - other)).Max() / Math.Max(1, expected.Max(Math.Abs));

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
