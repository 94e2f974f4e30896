using ResNetMLNet.Pipelines.PredictionService.Model;

namespace ResNetMLNet.PredictionService.Tests.Racing;

/// <summary>Scoring that takes a time for a call and one for each picture, by a clock of its own.</summary>
/// <param name="clock">The clock.</param>
/// <param name="call">The milliseconds of a call.</param>
/// <param name="picture">Those of a picture.</param>
/// <param name="number">The number of every picture.</param>
internal sealed class TimedScoring(FakeClock clock, double call, double picture, float number = 0.5f) : IBatchScoring
{
    /// <summary>How many pictures were scored together, call by call.</summary>
    public List<int> Calls { get; } = [];

    /// <summary>What was scored.</summary>
    public HashSet<byte> Values { get; } = [];

    /// <summary>Called at each call.</summary>
    public Action? Called { get; init; }

    public IReadOnlyList<string> Classes => ["one"];

    public Array Blank => new byte[64];

    public long PictureBytes => 64;

    public float[][] Score(IReadOnlyList<Array> pictures)
    {
        Calls.Add(pictures.Count);
        Values.UnionWith(pictures.SelectMany(values => (byte[])values));
        clock.Advance(TimeSpan.FromMilliseconds(call + (picture * pictures.Count)));
        Called?.Invoke();
        return [.. pictures.Select(_ => new[] { number })];
    }
}
