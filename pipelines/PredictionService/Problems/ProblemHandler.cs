using Microsoft.AspNetCore.Diagnostics;
using ResNetMLNet.Pipelines.PredictionService.Observability;

namespace ResNetMLNet.Pipelines.PredictionService.Problems;

/// <summary>Turns exceptions into answers: a problem of the client's, or a bug of ours, which is logged with its trace.</summary>
internal sealed class ProblemHandler(ILogger<ProblemHandler> logger) : IExceptionHandler
{
    /// <inheritdoc/>
    public async ValueTask<bool> TryHandleAsync(
        HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        var problem = exception switch
        {
            ServiceProblemException known => known.Problem,
            BadHttpRequestException bad => Of(bad),
            _ => null,
        };
        if (problem is null)
            Log.UnexpectedError(logger, httpContext.TraceIdentifier, exception);
        else
            Log.Refused(logger, httpContext.TraceIdentifier, problem.Status, Printable(problem.Detail));
        await ProblemResponse.WriteAsync(httpContext, problem ?? Unexpected());
        return true;
    }

    /// <summary>Names of files may hold line ends, which would look like further entries of the log.</summary>
    private static string Printable(string text) =>
        string.Create(text.Length, text, (target, source) =>
        {
            for (var i = 0; i < target.Length; i++)
                target[i] = char.IsControl(source[i]) ? ' ' : source[i];
        });

    /// <summary>What the server itself found wrong while the body was read.</summary>
    private static ServiceProblem Of(BadHttpRequestException exception) => exception.StatusCode switch
    {
        StatusCodes.Status408RequestTimeout => new ServiceProblem(
            exception.StatusCode,
            "too-slow",
            "The request came too slowly",
            "The body arrives more slowly than the service waits for. Send it faster, or try again."),
        _ => new ServiceProblem(
            exception.StatusCode,
            "malformed-request",
            "The request is malformed",
            $"{exception.Message.TrimEnd('.')}. Send it again."),
    };

    private static ServiceProblem Unexpected() => new(
        StatusCodes.Status500InternalServerError,
        "unexpected",
        "An unexpected error",
        "The service failed on this request and goes on with others. Its log has the trace under this traceId.");
}
