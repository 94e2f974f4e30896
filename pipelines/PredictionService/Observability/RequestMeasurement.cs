using System.Diagnostics;

namespace ResNetMLNet.Pipelines.PredictionService.Observability;

/// <summary>Measures the requests for predictions and explanations, those that are refused included.</summary>
internal sealed class RequestMeasurement(RequestDelegate next, ServiceMetrics metrics)
{
    /// <summary>Lets the request go on and counts it when it is answered.</summary>
    public async Task InvokeAsync(HttpContext context)
    {
        var started = Stopwatch.GetTimestamp();
        await next(context);
        if (context.Request.Path.StartsWithSegments("/predict", StringComparison.Ordinal))
            metrics.CountRequest(context.Response.StatusCode, Stopwatch.GetElapsedTime(started));
        else if (context.Request.Path.StartsWithSegments("/explain", StringComparison.Ordinal))
            metrics.CountExplanation(context.Response.StatusCode, Stopwatch.GetElapsedTime(started));
    }
}
