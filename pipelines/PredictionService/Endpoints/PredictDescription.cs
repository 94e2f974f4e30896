using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using ResNetMLNet.Pipelines.PredictionService.Pictures;
using ResNetMLNet.Transforms.Pictures;

namespace ResNetMLNet.Pipelines.PredictionService.Endpoints;

/// <summary>Describes <c>POST /predict</c> in the OpenAPI document: it reads its request by itself.</summary>
internal static class PredictDescription
{
    private static readonly int[] Problems = [400, 408, 413, 415, 422, 429, 500, 503];

    /// <summary>Adds the description.</summary>
    public static void DescribePredict(this RouteHandlerBuilder endpoint)
    {
        endpoint.WithSummary("Names what pictures show.")
            .WithDescription(
                $"Takes one {PictureSignatures.Formats} picture as the body, or a form with one or more files. Answers the likeliest classes of "
                + "each picture, the likeliest first, the likeliest as its label unless the model is not sure enough, and the id of the model that "
                + "answers. If one picture cannot be read, none is "
                + "scored.")
            .AddOpenApiOperationTransformer(Describe);
        foreach (var status in Problems)
            endpoint.ProducesProblem(status);
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
        operation.RequestBody = new OpenApiRequestBody
        {
            Required = true,
            Content = PictureTypes.All.ToDictionary(type => type, _ => new OpenApiMediaType { Schema = Binary() })
                .Append(new(PictureTypes.Form, new OpenApiMediaType { Schema = Form() })).ToDictionary(),
        };
        return Task.CompletedTask;
    }

    private static OpenApiSchema Form() => new()
    {
        Type = JsonSchemaType.Object,
        Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["files"] = new OpenApiSchema { Type = JsonSchemaType.Array, Items = Binary() },
        },
    };

    private static OpenApiSchema Binary() => new() { Type = JsonSchemaType.String, Format = "binary" };
}
