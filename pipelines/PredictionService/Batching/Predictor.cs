using ResNetMLNet.Pipelines.PredictionService.Model;
using ResNetMLNet.Pipelines.PredictionService.Pictures;
using ResNetMLNet.Pipelines.PredictionService.Problems;

namespace ResNetMLNet.Pipelines.PredictionService.Batching;

/// <summary>Takes the pictures of a request through decoding and scoring.</summary>
internal sealed class Predictor(PictureQueue queue, PictureDecoding decoding)
{
    /// <summary>The probabilities of each picture's classes, or what else a model computes of it.</summary>
    /// <param name="request">The pictures and the model, which the caller keeps until this ends.</param>
    /// <param name="numbers">What computes them.</param>
    /// <param name="cancellationToken">Cancelled when nobody waits any more.</param>
    /// <exception cref="ServiceProblemException">The queue is full, or a picture cannot be read or scored.</exception>
    public async Task<float[][]> ScoreAsync(
        PictureRequest request, IBatchNumbers numbers, CancellationToken cancellationToken)
    {
        var uploads = request.Uploads;
        if (!queue.TryAdmit(uploads.Count))
        {
            throw new ServiceProblemException(ServiceProblem.Busy(
                $"The queue has no place for {uploads.Count} more pictures. Try again after the time of Retry-After."));
        }

        var pictures = await QueueAsync(request, numbers, cancellationToken);
        request.Arrival.Dispose();
        return await ScoresOf(pictures, uploads, cancellationToken);
    }

    private async Task<QueuedPicture[]> QueueAsync(
        PictureRequest request, IBatchNumbers numbers, CancellationToken cancellationToken)
    {
        try
        {
            var prepared = await decoding.DecodeAsync(request.Uploads, request.Model.Preparation, cancellationToken);
            QueuedPicture[] pictures = [.. prepared.Select(content => new QueuedPicture(numbers, content, cancellationToken))];
            queue.Add(pictures);
            return pictures;
        }
        catch
        {
            queue.GiveBack(request.Uploads.Count);
            throw;
        }
    }

    private static async Task<float[][]> ScoresOf(
        QueuedPicture[] pictures, IReadOnlyList<Upload> uploads, CancellationToken cancellationToken)
    {
        // All are waited for, even if one fails or the client is gone: the model must outlive its last picture.
        var all = Task.WhenAll(pictures.Select(picture => picture.Scores));
        await ((Task)all).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellationToken.ThrowIfCancellationRequested();
        var failed = Array.FindIndex(pictures, picture => picture.Scores.IsFaulted);
        return failed < 0 ? await all : throw new ServiceProblemException(ServiceProblem.NotScored(uploads[failed].File));
    }
}
