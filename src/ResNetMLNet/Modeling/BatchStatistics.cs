using System.Runtime.InteropServices;
using ResNetMLNet.Communication;
using ResNetMLNet.Interop;
using TorchSharp;
using static TorchSharp.torch;

namespace ResNetMLNet.Modeling;

/// <summary>Mean and variance of each channel over the maps of all ranks.</summary>
internal sealed class BatchStatistics
{
    private static readonly long[] _allButChannels = [0, 2, 3];

    private readonly Communicator _communicator;
    private readonly double _count;

    private BatchStatistics(Communicator communicator, Tensor mean, Tensor variance, double count)
    {
        (_communicator, _count) = (communicator, count);
        (Mean, Variance) = (mean, variance);
        using var epsilon = BatchNormalization.Epsilon.ToScalar();
        InverseDeviation = variance.add(epsilon, Scalars.One).rsqrt();
    }

    /// <summary>The means, of shape (channels).</summary>
    public Tensor Mean { get; }

    /// <summary>The variances, divided by the number of values.</summary>
    public Tensor Variance { get; }

    /// <summary>What the differences from the mean are multiplied by.</summary>
    public Tensor InverseDeviation { get; }

    /// <summary>What the variance is multiplied by for an estimate of that of all there are.</summary>
    public double Unbiasing => _count / (_count - 1);

    /// <summary>Exchanges the statistics of maps; the tensors belong to the present dispose scope.</summary>
    /// <param name="communicator">Joins the ranks.</param>
    /// <param name="input">Shape (rows, channels, height, width).</param>
    public static BatchStatistics Of(Communicator communicator, Tensor input)
    {
        using var mode = no_grad();
        var (means, variances, count) = Joined(Gather(communicator, Own(input)), (int)input.shape[1]);
        return new BatchStatistics(communicator, tensor(means, device: input.device), tensor(variances, device: input.device), count);
    }

    /// <summary>The means over all ranks of what sums up to numbers on each; they belong to the present dispose scope.</summary>
    public (Tensor First, Tensor Second) Means(Tensor first, Tensor second)
    {
        float[] own = [.. first.cpu().Values<float>(), .. second.cpu().Values<float>()];
        float[] means;
        try
        {
            var all = Gather(_communicator, own);
            means = [.. Enumerable.Range(0, own.Length).Select(i => (float)(all.Sum(rank => (double)rank[i]) / _count))];
        }
        catch (RankFailedException)
        {
            // libtorch has called this, which no exception can cross: the next exchange throws it again.
            means = new float[own.Length];
        }
        var channels = own.Length / 2;
        return (tensor(means[..channels], device: first.device), tensor(means[channels..], device: first.device));
    }

    /// <summary>The means and variances of maps, and the number of values that they are of.</summary>
    private static float[] Own(Tensor input)
    {
        using var scope = NewDisposeScope();
        var values = input.to(ScalarType.Float32);
        var mean = values.mean(_allButChannels);
        var centred = values.sub(mean.view(1, -1, 1, 1));
        var variance = centred.mul(centred).mean(_allButChannels);
        return [.. mean.cpu().Values<float>(), .. variance.cpu().Values<float>(), input.numel() / input.shape[1]];
    }

    private static List<float[]> Gather(Communicator communicator, float[] own)
    {
        var all = new float[own.Length * communicator.Size];
        own.CopyTo(all, own.Length * communicator.Rank);
        communicator.AllGather(MemoryMarshal.AsBytes(all.AsSpan()));
        return [.. all.Chunk(own.Length)];
    }

    /// <summary>Chan et al. 1979, "Updating Formulae and a Pairwise Algorithm for Computing Sample Variances".</summary>
    private static (float[] Means, float[] Variances, double Count) Joined(List<float[]> ranks, int channels)
    {
        var (means, variances) = (new float[channels], new float[channels]);
        var count = ranks.Sum(rank => (double)rank[^1]);
        for (var channel = 0; channel < channels; channel++)
        {
            var mean = ranks.Sum(rank => (double)rank[^1] * rank[channel]) / count;
            var squares = ranks.Sum(rank =>
                (double)rank[^1] * (rank[channels + channel] + ((rank[channel] - mean) * (rank[channel] - mean))));
            (means[channel], variances[channel]) = ((float)mean, (float)(squares / count));
        }
        return (means, variances, count);
    }
}
