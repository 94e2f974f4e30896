using Microsoft.Extensions.Options;
using Prometheus;
using ResNetMLNet.Pipelines.PredictionService.Configuration;
using ResNetMLNet.Pipelines.PredictionService.Model;
using ResNetMLNet.Pipelines.PredictionService.Observability;
using ResNetMLNet.Pipelines.PredictionService.Problems;

namespace ResNetMLNet.Pipelines.PredictionService.Endpoints;

/// <summary>Says what answers at which path.</summary>
internal static class ServiceEndpoints
{
    /// <summary>Adds all paths.</summary>
    public static void MapService(this WebApplication app)
    {
        // The service asks nobody who they are. Where that is wanted without a proxy, these two groups are the place for it:
        // AddAuthentication in App, and here RequireAuthorization on the one or on both.
        app.MapGroup("").MapModel();
        app.MapGroup("").MapOperation(app.Services.GetRequiredService<ServiceMetrics>());
    }

    private static void MapModel(this RouteGroupBuilder routes)
    {
        routes.MapPost("/predict", (HttpContext context, PredictEndpoint endpoint) => endpoint.PredictAsync(context))
            .DescribePredict();
        routes.MapPost("/explain", (HttpContext context, ExplainEndpoint endpoint) => endpoint.ExplainAsync(context))
            .DescribeExplain();
        routes.MapGet("/model", (ModelStore store, IOptions<ServiceOptions> options) => store.Information is { } model
                ? model with { RejectBelow = options.Value.EffectiveRejectBelow(model.RejectBelow) }
                : throw new ServiceProblemException(ServiceProblem.NoModel()))
            .WithSummary("Tells which model answers; its id is the model of every answer of /predict.")
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
    }

    private static void MapOperation(this RouteGroupBuilder routes, ServiceMetrics metrics)
    {
        routes.MapGet("/health/live", () => new HealthResponse("alive")).WithSummary("Tells that the process answers.");
        routes.MapGet("/health/ready", HealthResponse.OfReadiness)
            .WithSummary("Tells whether pictures are taken: a model is loaded and scores, and the service does not stop.")
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        routes.MapMetrics(registry: metrics.Registry);
        routes.MapOpenApi();
    }
}
