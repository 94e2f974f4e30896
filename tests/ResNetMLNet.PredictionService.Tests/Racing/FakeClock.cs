namespace ResNetMLNet.PredictionService.Tests.Racing;

/// <summary>A clock that goes on only when it is told to.</summary>
internal sealed class FakeClock : TimeProvider
{
    private TimeSpan _now;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => _now.Ticks;

    /// <summary>Lets time pass.</summary>
    public void Advance(TimeSpan time) => _now += time;
}
