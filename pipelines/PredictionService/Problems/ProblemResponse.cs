using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;

namespace ResNetMLNet.Pipelines.PredictionService.Problems;

/// <summary>Writes problems as <c>application/problem+json</c> (RFC 9457), whatever the client says that it accepts.</summary>
internal static class ProblemResponse
{
    /// <summary>The type of the body.</summary>
    public const string ContentType = "application/problem+json";

    private const string TypePrefix = "urn:resnetmlnet:problem:";

    /// <summary>Answers a request with a problem.</summary>
    public static Task WriteAsync(HttpContext context, ServiceProblem problem)
    {
        if (problem.RetryAfter is { } seconds)
            context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        var details = new ProblemDetails
        {
            Type = TypePrefix + problem.Name,
            Title = problem.Title,
            Status = problem.Status,
            Detail = problem.Detail,
            Instance = context.Request.Path,
        };
        details.Extensions["traceId"] = context.TraceIdentifier;
        if (problem.File is not null)
            details.Extensions["file"] = problem.File;
        context.Response.StatusCode = problem.Status;
        return context.Response.WriteAsJsonAsync(details, options: null, ContentType, context.RequestAborted);
    }

    /// <summary>Answers a request that has got a status and no body.</summary>
    public static Task WriteAsync(HttpContext context, int status) => WriteAsync(
        context, new ServiceProblem(status, Name(status), ReasonPhrases.GetReasonPhrase(status), Detail(context, status)));

    private static string Name(int status) => status switch
    {
        StatusCodes.Status404NotFound => "not-found",
        StatusCodes.Status405MethodNotAllowed => "wrong-method",
        _ => $"status-{status}",
    };

    private static string Detail(HttpContext context, int status) => status switch
    {
        StatusCodes.Status404NotFound =>
            $"There is nothing at '{context.Request.Path}'. /openapi/v1.json says what there is.",
        StatusCodes.Status405MethodNotAllowed =>
            $"'{context.Request.Path}' has no {context.Request.Method}. Use {context.Response.Headers.Allow}.",
        _ => $"The request for '{context.Request.Path}' was answered with status {status}. See /openapi/v1.json.",
    };
}
