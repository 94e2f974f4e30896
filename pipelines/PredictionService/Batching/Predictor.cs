using ResNetMLNet.Pipelines.PredictionService.Model;
using ResNetMLNet.Pipelines.PredictionService.Pictures;
using ResNetMLNet.Pipelines.PredictionService.Problems;

namespace ResNetMLNet.Pipelines.PredictionService.Batching;

/// <summary>Takes the pictures of a request through decoding and scoring.</summary>
internal sealed class Predictor(PictureQueue queue, PictureDecoding decoding)
{
    /// <summary>The probabilities of each picture's classes.</summary>
    /// <param name="uploads">The pictures.</param>
    /// <param name="model">The model, which the caller keeps until this ends.</param>
    /// <param name="arrival">Ends when the pictures are in the queue.</param>
    /// <param name="cancellationToken">Cancelled when nobody waits any more.</param>
    /// <exception cref="ServiceProblemException">The queue is full, or a picture cannot be read or scored.</exception>
    public async Task<float[][]> ScoreAsync(
        IReadOnlyList<Upload> uploads, ServedModel model, PictureQueue.Arrival arrival, CancellationToken cancellationToken)
    {
        if (!queue.TryAdmit(uploads.Count))
        {
            throw new ServiceProblemException(ServiceProblem.Busy(
                $"The queue has no place for {uploads.Count} more pictures. Try again after the time of Retry-After."));
        }

        var pictures = await QueueAsync(uploads, model, cancellationToken);
        arrival.Dispose();
        return await ScoresOf(pictures, uploads, cancellationToken);
    }

    private async Task<QueuedPicture[]> QueueAsync(
        IReadOnlyList<Upload> uploads, ServedModel model, CancellationToken cancellationToken)
    {
        try
        {
            var prepared = await decoding.DecodeAsync(uploads, model.Preparation, cancellationToken);
            QueuedPicture[] pictures = [.. prepared.Select(content => new QueuedPicture(model, content, cancellationToken))];
            queue.Add(pictures);
            return pictures;
        }
        catch
        {
            queue.GiveBack(uploads.Count);
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
