using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using ResNetMLNet.Transforms.Pictures;

namespace ResNetMLNet.Pipelines.PredictionService.Endpoints;

/// <summary>Describes <c>POST /predict</c> in the OpenAPI document.</summary>
internal static class PredictDescription
{
    /// <summary>Adds the description.</summary>
    public static void DescribePredict(this RouteHandlerBuilder endpoint)
    {
        endpoint.WithSummary("Names what pictures show.")
            .WithDescription(
                $"Takes one {PictureSignatures.Formats} picture as the body, or a form with one or more files. Answers the likeliest "
                + "classes of each picture, the likeliest first, the likeliest as its label unless the model is not sure enough, and "
                + "the id of the model that answers. If one picture cannot be read, none is scored.")
            .AddOpenApiOperationTransformer(Describe);
        PictureDescription.AddProblems(endpoint);
    }

    private static Task Describe(
        OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        (operation.Parameters ??= []).Add(new OpenApiParameter
        {
            Name = "top",
            In = ParameterLocation.Query,
            Description = "Classes to name per picture, from 1 to all that the model has; 3 if it is not given.",
            Schema = new OpenApiSchema { Type = JsonSchemaType.Integer, Minimum = "1" },
        });
        operation.RequestBody = PictureDescription.Body();
        return Task.CompletedTask;
    }
}
