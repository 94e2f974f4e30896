namespace ResNetMLNet.Training.Optimization;

/// <summary>The batches over which a schedule stretches, at least one.</summary>
/// <remarks>A training that is meant to end by its time may have more batches than an <see cref="int"/> can count.</remarks>
internal readonly record struct ScheduleLength(long BatchCount, int BatchesPerEpoch);
