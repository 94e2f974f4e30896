using Microsoft.Extensions.Options;
using ResNetMLNet.Pipelines.PredictionService.Configuration;
using ResNetMLNet.Pipelines.PredictionService.Problems;

namespace ResNetMLNet.Pipelines.PredictionService.Pictures;

/// <summary>Counts what all requests together keep in memory until it is decoded.</summary>
internal sealed class BufferedBytes(IOptions<ServiceOptions> options)
{
    private readonly long _limit = options.Value.MaximumBufferedBytes;
    private long _count;

    /// <summary>Counts further bytes.</summary>
    /// <exception cref="ServiceProblemException">There are too many of them.</exception>
    public void Add(int count)
    {
        if (Interlocked.Add(ref _count, count) <= _limit)
            return;
        Remove(count);
        throw new ServiceProblemException(ServiceProblem.Busy(
            $"The pictures of all requests that are being read have more than {_limit} bytes. Try again."));
    }

    /// <summary>Counts bytes no more.</summary>
    public void Remove(long count) => Interlocked.Add(ref _count, -count);
}
