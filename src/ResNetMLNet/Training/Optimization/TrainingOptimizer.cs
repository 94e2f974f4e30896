using System.ComponentModel.DataAnnotations;

namespace ResNetMLNet.Training.Optimization;

/// <summary>How gradients move the weights: <see cref="SgdOptimizer"/> or <see cref="AdamWOptimizer"/>.</summary>
/// <remarks>
/// The weight decay never reaches biases and the parameters of batch normalization, as the field does it since He et al.
/// 2018, "Bag of Tricks for Image Classification with Convolutional Neural Networks", section 3.1.
/// </remarks>
public abstract record TrainingOptimizer
{
    private protected TrainingOptimizer()
    {
    }

    /// <summary>The pull of the weights towards zero; at least 0.</summary>
    /// <value>The default is PyTorch's: 0 for <see cref="SgdOptimizer"/>, 0.01 for <see cref="AdamWOptimizer"/>.</value>
    [Range(0, double.MaxValue)]
    public double WeightDecay { get; init; }

    /// <summary>Values that do not go together.</summary>
    internal virtual void Check(OptionChecks checks)
    {
    }

    /// <summary>Makes what moves the weights, with all that it keeps from step to step.</summary>
    internal abstract IOptimizerStep Create(IReadOnlyList<ParameterGroup> groups);

    private protected static string Name(string property) => $"{nameof(TorchTrainerOptions.Optimizer)}.{property}";
}
