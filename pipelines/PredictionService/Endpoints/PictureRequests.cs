using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using ResNetMLNet.Pipelines.PredictionService.Batching;
using ResNetMLNet.Pipelines.PredictionService.Configuration;
using ResNetMLNet.Pipelines.PredictionService.Model;
using ResNetMLNet.Pipelines.PredictionService.Pictures;
using ResNetMLNet.Pipelines.PredictionService.Problems;

namespace ResNetMLNet.Pipelines.PredictionService.Endpoints;

/// <summary>Takes pictures out of requests, within the limits of all of them.</summary>
internal sealed class PictureRequests(
    ModelStore store,
    PictureQueue queue,
    UploadReader reader,
    BufferedBytes buffered,
    IHostApplicationLifetime lifetime,
    IOptions<ServiceOptions> options)
{
    /// <summary>The model that is there when a request begins.</summary>
    /// <exception cref="ServiceProblemException">There is none, or the service stops.</exception>
    public ModelInformation RequireModel() => lifetime.ApplicationStopping.IsCancellationRequested
        ? throw new ServiceProblemException(ServiceProblem.Stopping())
        : store.Information ?? throw new ServiceProblemException(ServiceProblem.NoModel());

    /// <summary>Reads the pictures of a request, and keeps them and the model until they are answered.</summary>
    /// <exception cref="ServiceProblemException">The request is beyond the limits, or no request of pictures.</exception>
    public async Task<T> AnswerAsync<T>(HttpContext context, Func<PictureRequest, Task<T>> answer)
    {
        // Counted here: what a client sends beyond is read away by the server, so that the client can read the answer.
        context.Features.Get<IHttpMaxRequestBodySizeFeature>()!.MaxRequestBodySize = null;
        reader.CheckHeader(context.Request);
        using var arrival = queue.Announce();
        using var memory = new RequestMemory(buffered);
        using var body = new BoundedBody(context.Request.Body, options.Value.MaximumBodyBytes, memory);
        var uploads = await reader.ReadAsync(context.Request, body);
        using var model = store.Use() ?? throw new ServiceProblemException(ServiceProblem.NoModel());
        memory.ChangeTo(MemoryShares.Kept(uploads, model.Scoring.PictureBytes));
        return await answer(new PictureRequest(uploads, model, arrival));
    }
}
