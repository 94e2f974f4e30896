using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ResNetMLNet.Training.Optimization;

/// <summary>What torch's optimizers keep from step to step.</summary>
internal static class OptimizerBuffers
{
    /// <summary>The live tensors, by their names in torch and those of their parameters: <c>exp_avg.dense.weight</c>.</summary>
    /// <param name="optimizer">The optimizer, which goes on owning the tensors.</param>
    /// <param name="parameterNames">The names of its parameters, in its order.</param>
    public static IReadOnlyDictionary<string, Tensor> Of(OptimizerHelper optimizer, IEnumerable<string> parameterNames) =>
        optimizer.state_dict().State
            .Zip(parameterNames, (state, parameter) => Of(state).Select(buffer => ($"{buffer.Name}.{parameter}", buffer.Tensor)))
            .SelectMany(buffers => buffers)
            .ToDictionary();

    /// <summary>Makes SGD's momentum buffers, all zero.</summary>
    /// <remarks>
    /// SGD itself makes them in the first step, as copies of the gradients. Out of zeros the first step makes the same, and
    /// whoever restores a training finds them before any step.
    /// </remarks>
    public static void AddMomentum(SGD optimizer)
    {
        foreach (var (state, parameter) in optimizer.state_dict().State.Zip(optimizer.parameters()))
            ((SGD.State)state).momentum_buffer = zeros_like(parameter).DetachFromDisposeScope();
    }

    /// <summary>Sets the steps done, which AdamW counts for each parameter and SGD does not count.</summary>
    public static void SetStep(OptimizerHelper optimizer, int step)
    {
        foreach (var state in optimizer.state_dict().State.OfType<AdamW.State>())
            state.step = step;
    }

    private static IEnumerable<(string Name, Tensor Tensor)> Of(OptimizerState state) => state switch
    {
        SGD.State { momentum_buffer: { } buffer } => [(nameof(SGD.State.momentum_buffer), buffer)],
        AdamW.State adam => [(nameof(AdamW.State.exp_avg), adam.exp_avg), (nameof(AdamW.State.exp_avg_sq), adam.exp_avg_sq)],
        _ => [],
    };
}
