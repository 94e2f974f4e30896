using Microsoft.OpenApi;
using ResNetMLNet.Pipelines.PredictionService.Pictures;

namespace ResNetMLNet.Pipelines.PredictionService.Endpoints;

/// <summary>Describes what all requests with pictures have in the OpenAPI document: they are read by the service itself.</summary>
internal static class PictureDescription
{
    private static readonly int[] Problems = [400, 408, 413, 415, 422, 429, 500, 503];

    /// <summary>Adds the problems that there can be.</summary>
    public static void AddProblems(RouteHandlerBuilder endpoint)
    {
        foreach (var status in Problems)
            endpoint.ProducesProblem(status);
    }

    /// <summary>The body.</summary>
    public static OpenApiRequestBody Body() => new()
    {
        Required = true,
        Content = PictureTypes.All.ToDictionary(type => type, _ => new OpenApiMediaType { Schema = Binary() })
            .Append(new(PictureTypes.Form, new OpenApiMediaType { Schema = Form() })).ToDictionary(),
    };

    /// <summary>The content of a file.</summary>
    public static OpenApiSchema Binary() => new() { Type = JsonSchemaType.String, Format = "binary" };

    private static OpenApiSchema Form() => new()
    {
        Type = JsonSchemaType.Object,
        Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["files"] = new OpenApiSchema { Type = JsonSchemaType.Array, Items = Binary() },
        },
    };
}
