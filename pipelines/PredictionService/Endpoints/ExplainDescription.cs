using System.Globalization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using ResNetMLNet.Pipelines.PredictionService.Pictures;
using ResNetMLNet.Transforms.Pictures;

namespace ResNetMLNet.Pipelines.PredictionService.Endpoints;

/// <summary>Describes <c>POST /explain</c> in the OpenAPI document.</summary>
internal static class ExplainDescription
{
    /// <summary>Adds the description.</summary>
    public static void DescribeExplain(this RouteHandlerBuilder endpoint)
    {
        endpoint.WithSummary("Shows which places of a picture speak for a class.")
            .WithDescription(
                $"Takes one {PictureSignatures.Formats} picture as the body, or a form with one file. Answers the picture as a PNG, its "
                + "longer side 1,024 pixels at most, with a heat map half transparent over the part that the model sees: from dark blue, "
                + "which does not speak for the class, to light yellow.")
            .Produces(StatusCodes.Status200OK)
            .ProducesProblem(StatusCodes.Status501NotImplemented)
            .AddOpenApiOperationTransformer(Describe);
        PictureDescription.AddProblems(endpoint);
    }

    private static Task Describe(
        OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        (operation.Parameters ??= []).Add(new OpenApiParameter
        {
            Name = "class",
            In = ParameterLocation.Query,
            Description = "The class that is explained, by its name; the likeliest one if it is not given.",
            Schema = new OpenApiSchema { Type = JsonSchemaType.String },
        });
        operation.RequestBody = PictureDescription.Body();
        operation.Responses![StatusCodes.Status200OK.ToString(CultureInfo.InvariantCulture)] = new OpenApiResponse
        {
            Description = "The picture with its heat map.",
            Content = new Dictionary<string, OpenApiMediaType>
            {
                [PictureTypes.Png] = new OpenApiMediaType { Schema = PictureDescription.Binary() },
            },
        };
        return Task.CompletedTask;
    }
}
