namespace ResNetMLNet.Pipelines.PredictionService.Problems;

/// <summary>A request that is not answered by predictions.</summary>
/// <param name="problem">What the client is told.</param>
internal sealed class ServiceProblemException(ServiceProblem problem) : Exception(problem.Detail)
{
    /// <summary>What the client is told.</summary>
    public ServiceProblem Problem { get; } = problem;
}
