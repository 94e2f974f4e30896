using System.Globalization;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using ResNetMLNet.Pipelines.Common.Data;
using ResNetMLNet.Pipelines.PredictionService.Batching;
using ResNetMLNet.Pipelines.PredictionService.Configuration;
using ResNetMLNet.Pipelines.PredictionService.Model;
using ResNetMLNet.Pipelines.PredictionService.Pictures;
using ResNetMLNet.Pipelines.PredictionService.Problems;

namespace ResNetMLNet.Pipelines.PredictionService.Endpoints;

/// <summary>Answers <c>POST /predict</c>.</summary>
internal sealed class PredictEndpoint(
    ModelStore store,
    PictureQueue queue,
    UploadReader reader,
    BufferedBytes buffered,
    Predictor predictor,
    IHostApplicationLifetime lifetime,
    IOptions<ServiceOptions> options)
{
    private const int DefaultTop = 3;
    private const string Top = "top";

    /// <summary>Names the likeliest classes of the pictures in the request.</summary>
    public async Task<PredictResponse> PredictAsync(HttpContext context)
    {
        // Counted here: what a client sends beyond is read away by the server, so that the client can read the answer.
        context.Features.Get<IHttpMaxRequestBodySizeFeature>()!.MaxRequestBodySize = null;
        var classes = RequireModel().Classes.Count;
        var top = ReadTop(context.Request.Query[Top].ToString(), classes);
        reader.CheckHeader(context.Request);
        using var arrival = queue.Announce();
        using var memory = new RequestMemory(buffered);
        using var body = new BoundedBody(context.Request.Body, options.Value.MaximumBodyBytes, memory);
        var uploads = await reader.ReadAsync(context.Request, body);
        using var model = store.Use() ?? throw new ServiceProblemException(ServiceProblem.NoModel());
        memory.ChangeTo(MemoryShares.Kept(uploads, model.Scoring.PictureBytes));
        var scores = await predictor.ScoreAsync(uploads, model, arrival, context.RequestAborted);
        var information = model.Information;
        return new PredictResponse(information.Id, [.. scores.Select((values, i) =>
            Answer(uploads[i].File, Predictions.Likeliest(information.Classes, values, top), information))]);
    }

    private PicturePrediction Answer(string? file, IReadOnlyList<ClassProbability> classes, ModelInformation model)
    {
        var isSure = classes[0].Probability >= Math.Max((float)(options.Value.RejectBelow ?? 0), model.RejectBelow ?? 0);
        return new PicturePrediction(file, isSure ? classes[0].Class : null, classes);
    }

    private ModelInformation RequireModel() => lifetime.ApplicationStopping.IsCancellationRequested
        ? throw new ServiceProblemException(ServiceProblem.Stopping())
        : store.Information ?? throw new ServiceProblemException(ServiceProblem.NoModel());

    private static int ReadTop(string text, int classes)
    {
        if (text.Length == 0)
            return Math.Min(DefaultTop, classes);
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var top) && top >= 1 && top <= classes
            ? top
            : throw new ServiceProblemException(ServiceProblem.WrongTop(text, classes));
    }
}
