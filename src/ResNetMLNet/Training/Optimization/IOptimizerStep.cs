using static TorchSharp.torch;

namespace ResNetMLNet.Training.Optimization;

/// <summary>How an optimizer moves weights, with all that it keeps from step to step.</summary>
internal interface IOptimizerStep : IDisposable
{
    /// <summary>
    /// The live tensors that are kept from step to step, by their names in torch and those of their parameters:
    /// <c>exp_avg.dense.weight</c>. From before the first step on, these are the same tensors.
    /// </summary>
    IReadOnlyDictionary<string, Tensor> State { get; }

    /// <summary>Moves the parameters of a group by their gradients.</summary>
    /// <param name="group">The parameters; those without a gradient stay as they are.</param>
    /// <param name="rate">Their learning rate.</param>
    /// <param name="number">The number of the step, from 1.</param>
    void Move(ParameterGroup group, double rate, int number);
}
