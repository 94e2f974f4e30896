using System.Text.Json;

namespace ResNetMLNet.Benchmarks.Running;

/// <summary>What a worker says before the first round.</summary>
/// <param name="TrainLoss">The mean loss of a short training; null if it does not train.</param>
/// <param name="ProbabilitiesFile">The file with the probabilities of the first rows; null if it does not score.</param>
internal sealed record Evidence(double? TrainLoss = null, string? ProbabilitiesFile = null);

/// <summary>One timed round.</summary>
/// <param name="Seconds">The seconds that it took.</param>
/// <param name="Rows">The rows that it went through.</param>
/// <param name="PeakBytes">The process's largest resident memory so far.</param>
internal sealed record Round(double Seconds, int Rows, long PeakBytes)
{
    /// <summary>Rows a second.</summary>
    public double Speed => Rows / Seconds;
}

/// <summary>The line between worker and parent: one JSON object per message.</summary>
internal static class WorkerLine
{
    /// <summary>What the parent writes to ask for a round.</summary>
    public const string Go = "go";

    /// <summary>The line of a message.</summary>
    public static string Of<T>(T message) => JsonSerializer.Serialize(message);

    /// <summary>The message of a line.</summary>
    /// <exception cref="JsonException">The line is no such message.</exception>
    public static T Parse<T>(string line) =>
        JsonSerializer.Deserialize<T>(line) ?? throw new JsonException($"A worker wrote '{line}' instead of a message.");
}
