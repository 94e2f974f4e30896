using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using ResNetMLNet.Pipelines.PredictionService.Configuration;
using ResNetMLNet.Pipelines.PredictionService.Problems;
using ResNetMLNet.Transforms.Pictures;

namespace ResNetMLNet.Pipelines.PredictionService.Pictures;

/// <summary>Reads the pictures out of a request, within its limits.</summary>
internal sealed class UploadReader(IOptions<ServiceOptions> options)
{
    private readonly ServiceOptions _options = options.Value;

    /// <summary>Refuses a request for what its header says, before anything of its body is read.</summary>
    /// <exception cref="ServiceProblemException">It is too large, or of a type that is not taken.</exception>
    public void CheckHeader(HttpRequest request)
    {
        if (request.ContentLength is 0)
            throw NoPictures();
        if (request.ContentLength > _options.MaximumBodyBytes)
            throw new ServiceProblemException(ServiceProblem.BodyTooLarge(_options.MaximumBodyBytes, request.ContentLength));
        if (TypeOf(request)?.MediaType.Value is not { } type || !PictureTypes.IsTaken(type))
            throw new ServiceProblemException(ServiceProblem.WrongType(request.ContentType));
    }

    /// <summary>Reads the pictures.</summary>
    /// <param name="request">The request, whose header is checked.</param>
    /// <param name="body">Its body.</param>
    /// <exception cref="ServiceProblemException">The body cannot be read within the limits.</exception>
    public async Task<IReadOnlyList<Upload>> ReadAsync(HttpRequest request, BoundedBody body)
    {
        var aborted = request.HttpContext.RequestAborted;
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(aborted);
        deadline.CancelAfter(_options.BodyTimeout);
        try
        {
            var type = TypeOf(request)!;
            return PictureTypes.IsForm(type.MediaType.Value!)
                ? await MultipartPictures.ReadAsync(body, type, _options.MaximumPictures, deadline.Token)
                : [new Upload(File: null, await ReadWholeAsync(body, deadline.Token))];
        }
        catch (OperationCanceledException) when (!aborted.IsCancellationRequested)
        {
            throw new ServiceProblemException(ServiceProblem.TooSlow(_options.BodyTimeout));
        }
    }

    private static async Task<byte[]> ReadWholeAsync(Stream body, CancellationToken cancellationToken)
    {
        // Not of the length that the header claims: memory is taken for what has come.
        using var content = new MemoryStream();
        await body.CopyToAsync(content, cancellationToken);
        if (content.Length == 0)
            throw NoPictures();
        return content.ToArray();
    }

    private static ServiceProblemException NoPictures() => new(ServiceProblem.NoPictures(
        $"The body is empty. Send a {PictureSignatures.Formats} picture as the body, or a form with files."));

    private static MediaTypeHeaderValue? TypeOf(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type) ? type : null;
}
