using ResNetMLNet.Communication;
using ResNetMLNet.Interop;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ResNetMLNet.Modeling;

/// <summary>Batch normalization of maps, as <c>torch.nn.BatchNorm2d</c> is by default, bit for bit.</summary>
/// <remarks>TorchSharp's own frees a number while libtorch reads it: <see cref="Scalars"/>.</remarks>
internal sealed class BatchNormalization : nn.Module<Tensor, Tensor>
{
    /// <summary>What is added to the variance, so that there is no division by zero.</summary>
    internal const double Epsilon = 1e-5;

    private const double Momentum = 0.1;

    // torch's names: they become the names of the saved weights.
    private Parameter weight;
    private Parameter bias;
    private Tensor running_mean;
    private Tensor running_var;
    private Tensor num_batches_tracked;

    public BatchNormalization(long channels)
        : base(nameof(BatchNormalization))
    {
        weight = (Parameter)new Parameter(ones(channels, dtype: ScalarType.Float32)).DetachFromDisposeScope();
        bias = Initialization.Zeros(channels);
        running_mean = zeros(channels, dtype: ScalarType.Float32).DetachFromDisposeScope();
        running_var = ones(channels, dtype: ScalarType.Float32).DetachFromDisposeScope();
        num_batches_tracked = zeros([], dtype: ScalarType.Int64).DetachFromDisposeScope();
        RegisterComponents();
    }

    /// <summary>The factor of each channel behind the normalization.</summary>
    internal Tensor Weight => weight;

    /// <summary>What is added to each channel after that.</summary>
    internal Tensor Bias => bias;

    /// <summary>The mean of each channel over the batches of training, the later ones weighing more.</summary>
    internal Tensor RunningMean => running_mean;

    /// <summary>The variance of each channel, likewise.</summary>
    internal Tensor RunningVariance => running_var;

    /// <summary>Joins the ranks whose rows are normalized together in training; null where those of this process are by themselves.</summary>
    internal Communicator? Communicator { get; set; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        if (training)
            num_batches_tracked.add_(Scalars.One, Scalars.One);
        if (training && Communicator is not null)
            return Synchronized(input, Communicator);
        return nn.functional.batch_norm(input, running_mean, running_var, weight, bias, training, Momentum, Epsilon);
    }

    private Tensor Synchronized(Tensor input, Communicator communicator)
    {
        var statistics = BatchStatistics.Of(communicator, input);
        using (no_grad())
        {
            using var share = Momentum.ToScalar();
            using var varianceShare = (Momentum * statistics.Unbiasing).ToScalar();
            using var rest = (1 - Momentum).ToScalar();
            running_mean.mul_(rest).add_(statistics.Mean, share);
            running_var.mul_(rest).add_(statistics.Variance, varianceShare);
        }
        return SynchronizedNormalization.Apply(input, weight, bias, statistics);
    }
}
