using System.Diagnostics;
using ResNetMLNet.Benchmarks.Running;

namespace ResNetMLNet.Benchmarks.Contenders;

/// <summary>A way of scoring as a contender: a round reads the probabilities of all rows.</summary>
internal sealed class ScoringContender(IScoring scoring, WorkerSettings settings) : IContender
{
    private readonly ProbabilityBuffer _probabilities = new(settings.CheckRows, settings.Classes);

    /// <inheritdoc/>
    public Evidence Check()
    {
        scoring.Score(settings.CheckRows, _probabilities);
        var file = Path.Combine(settings.Folder, $"{settings.Contender}.probabilities");
        _probabilities.Save(file);
        return new Evidence(ProbabilitiesFile: file);
    }

    /// <inheritdoc/>
    public (double Seconds, int Rows) Run()
    {
        var clock = Stopwatch.StartNew();
        scoring.Score(settings.Rows, _probabilities);
        return (clock.Elapsed.TotalSeconds, settings.Rows);
    }

    /// <inheritdoc/>
    public void Dispose() => scoring.Dispose();
}
