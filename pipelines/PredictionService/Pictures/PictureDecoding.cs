using Microsoft.Extensions.Options;
using ResNetMLNet.Pipelines.PredictionService.Configuration;
using ResNetMLNet.Pipelines.PredictionService.Model;
using ResNetMLNet.Pipelines.PredictionService.Problems;
using ResNetMLNet.Transforms.Pictures;

namespace ResNetMLNet.Pipelines.PredictionService.Pictures;

/// <summary>
/// Decodes pictures, a few at a time and within their share of the memory: a decoded picture takes some hundred times the
/// memory of what is scored of it, and a small file can hold a large one.
/// </summary>
internal sealed class PictureDecoding(IOptions<ServiceOptions> options) : IDisposable
{
    private const int MostAtOnce = 8;

    private readonly long _mostPixels = options.Value.MaximumPixels;
    private readonly SemaphoreSlim _places = new(Math.Min(Environment.ProcessorCount, MostAtOnce));
    private readonly DecodingMemory _memory = new(MemoryShares.MostDecoding(options.Value));

    /// <summary>Prepares pictures for a model.</summary>
    /// <returns>What is to be scored, in the order of the pictures.</returns>
    /// <exception cref="ServiceProblemException">One of them cannot be read.</exception>
    public async Task<Array[]> DecodeAsync(
        IReadOnlyList<Upload> uploads, IPicturePreparation preparation, CancellationToken cancellationToken)
    {
        var prepared = new Array[uploads.Count];
        // Waiting anew for each picture lets other requests in between those of a long one.
        for (var i = 0; i < prepared.Length; i++)
            prepared[i] = await UseAsync(uploads[i], preparation.Rules, preparation.Prepare, cancellationToken);
        return prepared;
    }

    /// <summary>Does something with a picture when there are room and a place for it.</summary>
    /// <exception cref="ServiceProblemException">It cannot be read.</exception>
    public async Task<T> UseAsync<T>(
        Upload upload, PictureRules rules, Func<EncodedPicture, T> use, CancellationToken cancellationToken)
    {
        await _places.WaitAsync(cancellationToken);
        try
        {
            using var picture = EncodedPicture.Open(
                upload.Content, rules with { MaximumPixels = Math.Min(_mostPixels, rules.MaximumPixels) });
            using var room = await _memory.TakeAsync(
                MemoryShares.BytesPerPixel * ((long)picture.Width * picture.Height), cancellationToken);
            return use(picture);
        }
        catch (UnreadablePictureException exception)
        {
            throw new ServiceProblemException(ServiceProblem.Unreadable(upload.File, exception.Message));
        }
        finally
        {
            _places.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _places.Dispose();
        _memory.Dispose();
    }
}
