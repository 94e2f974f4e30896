using ResNetMLNet.Pipelines.PredictionService.Batching;
using ResNetMLNet.Pipelines.PredictionService.Model;
using ResNetMLNet.Pipelines.PredictionService.Pictures;
using ResNetMLNet.Pipelines.PredictionService.Problems;

namespace ResNetMLNet.Pipelines.PredictionService.Endpoints;

/// <summary>Answers <c>POST /explain</c>.</summary>
internal sealed class ExplainEndpoint(PictureRequests requests, Predictor predictor, PictureDecoding decoding)
{
    private const string Class = "class";

    /// <summary>Draws over the picture in the request which of its places speak for a class.</summary>
    public Task<IResult> ExplainAsync(HttpContext context)
    {
        requests.RequireModel();
        return requests.AnswerAsync(context, async request =>
        {
            if (request.Uploads.Count > 1)
                throw new ServiceProblemException(ServiceProblem.TooManyPictures(limit: 1));
            var explanation = request.Model.Explanation ?? throw new ServiceProblemException(ServiceProblem.NotExplainable());
            var numbers = explanation.Of(ReadClass(context.Request.Query[Class].ToString(), request.Model.Information));
            var heatMaps = await predictor.ScoreAsync(request, numbers, context.RequestAborted);
            var png = await decoding.UseAsync(
                request.Uploads[0],
                request.Model.Preparation.Rules,
                picture => ExplainedPicture.Png(picture, explanation, heatMaps[0]),
                context.RequestAborted);
            return Results.Bytes(png, PictureTypes.Png);
        });
    }

    private static string? ReadClass(string name, ModelInformation model)
    {
        if (name.Length == 0)
            return null;
        return model.Classes.Contains(name) ? name : throw new ServiceProblemException(ServiceProblem.WrongClass(name));
    }
}
