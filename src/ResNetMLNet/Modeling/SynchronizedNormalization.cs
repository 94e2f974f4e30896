using ResNetMLNet.Interop;
using static TorchSharp.torch;

namespace ResNetMLNet.Modeling;

/// <summary>
/// Batch normalization by mean and variance of the rows of all ranks, as <c>torch.nn.SyncBatchNorm</c> does it: two exchanges of a few
/// numbers, one in each direction.
/// </summary>
internal sealed class SynchronizedNormalization : autograd.SingleTensorFunction<SynchronizedNormalization>
{
    private const string StatisticsKey = "statistics";

    private static readonly long[] _allButChannels = [0, 2, 3];

    /// <inheritdoc/>
    public override string Name => nameof(SynchronizedNormalization);

    /// <summary>Normalizes maps.</summary>
    /// <param name="input">Shape (rows, channels, height, width).</param>
    /// <param name="weight">Shape (channels).</param>
    /// <param name="bias">Shape (channels).</param>
    /// <param name="statistics">Those of the input.</param>
    public static Tensor Apply(Tensor input, Tensor weight, Tensor bias, BatchStatistics statistics) => apply(input, weight, bias, statistics);

    /// <inheritdoc/>
    public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
    {
        var (input, weight, bias, statistics) = ((Tensor)vars[0], (Tensor)vars[1], (Tensor)vars[2], (BatchStatistics)vars[3]);
        using var scope = NewDisposeScope();

        // The scopes around a layer end before backward.
        ctx.save_for_backward([input, weight, statistics.Mean, statistics.InverseDeviation]);
        ctx.save_data(StatisticsKey, statistics);
        var factor = statistics.InverseDeviation.mul(weight);
        return Centred(input, statistics.Mean).mul(Channels(factor)).add(Channels(bias), Scalars.One).to(input.dtype).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output)
    {
        using var scope = NewDisposeScope();
        var saved = ctx.get_saved_variables();
        var (input, weight, inverseDeviation) = (saved[0], saved[1], saved[3]);
        var (centred, gradient) = (Centred(input, mean: saved[2]), grad_output.to(ScalarType.Float32));
        var sum = gradient.sum(_allButChannels);
        var product = gradient.mul(centred).sum(_allButChannels);
        var (meanSum, meanProduct) = ((BatchStatistics)ctx.get_data(StatisticsKey)).Means(sum, product);
        var slope = meanProduct.mul(inverseDeviation).mul(inverseDeviation);
        var ofInput = gradient.sub(Channels(meanSum)).sub(centred.mul(Channels(slope))).mul(Channels(inverseDeviation.mul(weight)));
        return
        [
            ofInput.to(input.dtype).MoveToOuterDisposeScope(),
            product.mul(inverseDeviation).MoveToOuterDisposeScope(),
            sum.MoveToOuterDisposeScope(),

            // One for each argument; the statistics are no tensor.
            null!,
        ];
    }

    private static Tensor Centred(Tensor input, Tensor mean) => input.to(ScalarType.Float32).sub(Channels(mean));

    private static Tensor Channels(Tensor values) => values.view(1, -1, 1, 1);
}
