using System.Globalization;
using Microsoft.Extensions.Options;
using ResNetMLNet.Pipelines.PredictionService.Configuration;
using ResNetMLNet.Pipelines.PredictionService.Problems;

namespace ResNetMLNet.Pipelines.PredictionService.Pictures;

/// <summary>
/// Counts what all requests together keep in memory until they are answered: pictures as sent, and as they are scored.
/// </summary>
internal sealed class BufferedBytes(IOptions<ServiceOptions> options)
{
    private readonly long _limit = MemoryShares.MostBuffered(options.Value);
    private long _count;

    /// <summary>The bytes of all requests at present.</summary>
    public long Count => Interlocked.Read(ref _count);

    /// <summary>Counts more or less for one request.</summary>
    /// <param name="before">The bytes that the request has kept so far.</param>
    /// <param name="after">The bytes that it keeps from now on.</param>
    /// <exception cref="ServiceProblemException">There are too many of them.</exception>
    public void Change(long before, long after)
    {
        if (after > _limit)
            throw new ServiceProblemException(ServiceProblem.TooMuchMemory(after, _limit));
        if (Interlocked.Add(ref _count, after - before) <= _limit || after <= before)
            return;
        Interlocked.Add(ref _count, before - after);
        throw new ServiceProblemException(ServiceProblem.Busy(string.Create(
            CultureInfo.InvariantCulture, $"The pictures of all requests take more than {_limit} bytes. Try again.")));
    }
}
