using ResNetMLNet.Pipelines.PredictionService.Batching;
using ResNetMLNet.Pipelines.PredictionService.Model;
using ResNetMLNet.Pipelines.PredictionService.Problems;

namespace ResNetMLNet.Pipelines.PredictionService.Endpoints;

/// <summary>The answer to questions for the service's health.</summary>
/// <param name="Status">One word.</param>
internal sealed record HealthResponse(string Status)
{
    /// <summary>The answer to <c>GET /health/ready</c>.</summary>
    /// <exception cref="ServiceProblemException">No pictures are taken.</exception>
    public static HealthResponse OfReadiness(ModelStore store, ScoringHealth health, IHostApplicationLifetime lifetime)
    {
        if (lifetime.ApplicationStopping.IsCancellationRequested)
            throw new ServiceProblemException(ServiceProblem.Stopping());
        if (store.Information is null)
            throw new ServiceProblemException(ServiceProblem.NoModel());
        return health.IsFailing
            ? throw new ServiceProblemException(ServiceProblem.Failing())
            : new HealthResponse("ready");
    }
}
