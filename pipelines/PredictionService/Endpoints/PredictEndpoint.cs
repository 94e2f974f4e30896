using System.Globalization;
using Microsoft.Extensions.Options;
using ResNetMLNet.Pipelines.Common.Data;
using ResNetMLNet.Pipelines.PredictionService.Batching;
using ResNetMLNet.Pipelines.PredictionService.Configuration;
using ResNetMLNet.Pipelines.PredictionService.Model;
using ResNetMLNet.Pipelines.PredictionService.Problems;

namespace ResNetMLNet.Pipelines.PredictionService.Endpoints;

/// <summary>Answers <c>POST /predict</c>.</summary>
internal sealed class PredictEndpoint(PictureRequests requests, Predictor predictor, IOptions<ServiceOptions> options)
{
    private const int DefaultTop = 3;
    private const string Top = "top";

    /// <summary>Names the likeliest classes of the pictures in the request.</summary>
    public Task<PredictResponse> PredictAsync(HttpContext context)
    {
        var top = ReadTop(context.Request.Query[Top].ToString(), requests.RequireModel().Classes.Count);
        return requests.AnswerAsync(context, async request =>
        {
            var scores = await predictor.ScoreAsync(request, request.Model.Scoring, context.RequestAborted);
            var information = request.Model.Information;
            return new PredictResponse(information.Id, [.. scores.Select((values, i) =>
                Answer(request.Uploads[i].File, Predictions.Likeliest(information.Classes, values, top), information))]);
        });
    }

    private PicturePrediction Answer(string? file, IReadOnlyList<ClassProbability> classes, ModelInformation model)
    {
        var isSure = !(classes[0].Probability < options.Value.EffectiveRejectBelow(model.RejectBelow));
        return new PicturePrediction(file, isSure ? classes[0].Class : null, classes);
    }

    private static int ReadTop(string text, int classes)
    {
        if (text.Length == 0)
            return Math.Min(DefaultTop, classes);
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var top) && top >= 1 && top <= classes
            ? top
            : throw new ServiceProblemException(ServiceProblem.WrongTop(text, classes));
    }
}
